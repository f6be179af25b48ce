ITEM(one)
