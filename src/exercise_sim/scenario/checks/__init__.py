def check_scenario(scenario):
    return []
