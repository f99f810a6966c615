"""The plan of a year's trainings as a spreadsheet: the template for it and the reader of it."""
