print("vestnik")
