print("phonet-gateway")
