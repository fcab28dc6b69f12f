"""What lists, trees and tables show: Qt's item models over values."""
