"""What the models' stand-ins share: reading facts, writing by rule, drawing, recorded answers."""
