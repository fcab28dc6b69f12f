"""From a chart specification to chart XML of our own and its embedded workbook."""
