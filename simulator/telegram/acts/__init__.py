"""What a person does with the phone; `table.py` lists the acts."""
