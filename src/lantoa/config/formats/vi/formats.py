"""Vietnamese forms of dates and numbers: 25/5/2023, 24-hour time, 3.500 and 54,56."""

DATE_FORMAT = r"j/n/Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = r"H:i, j/n/Y"
MONTH_DAY_FORMAT = "j/n"
SHORT_DATE_FORMAT = "j/n/Y"
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
FIRST_DAY_OF_WEEK = 1
