print("vestnik-bench")
