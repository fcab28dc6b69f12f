"""Workbooks read: data tables, topics and values; the only room with openpyxl."""
