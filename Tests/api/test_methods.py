"""A method that the OpenAPI document does not list is answered 405."""

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def test_a_method_the_document_does_not_list_is_a_405_that_names_those_it_does(address):
    document = address.session.get(f"{address.api}/openapi.json", timeout=10).json()
    for path, operations in document["paths"].items():
        listed = {method.upper() for method in operations} & set(METHODS)
        example = path.replace("{id}", "1").replace("{uuid}", "a").replace("{external_id}", "a").replace("{seq}", "1")
        for method in set(METHODS) - listed:
            answer = address.session.request(method, address.api + example, timeout=10)
            assert answer.status_code == 405, (method, path, answer.text)
            assert set(answer.headers["Allow"].split(", ")) == listed, (method, path)
            assert answer.headers["Content-Type"] == "application/problem+json"


def test_nobody_gets_in_without_a_token(address):
    for headers in [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic YTpi"}]:
        answer = address.session.get(f"{address.api}/leads", headers={"Authorization": None, **headers}, timeout=10)
        assert answer.status_code == 401 and answer.headers["WWW-Authenticate"].startswith("Bearer")
