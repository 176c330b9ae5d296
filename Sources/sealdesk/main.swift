print("sealdesk")
