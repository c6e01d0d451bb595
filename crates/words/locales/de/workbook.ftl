## Workbook
