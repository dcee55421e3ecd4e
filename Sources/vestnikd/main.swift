print("vestnikd")
