"""A workbook that people made: what its formulas give, and new values put into it with all else left as it is.

It works out the few functions that evaluation sheets use, and refuses the rest by name (`UnworkableError`): a wrong
figure is worse than none. It knows no plan and no sheet of the ministry's.
"""
