print("shanzhi")
