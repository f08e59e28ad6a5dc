import FastCGI
import HTTPTypes
import Testing

@Suite("What a request says")
struct RequestTests {
    private func request(
        _ parameters: [(String, String)], body: String = ""
    ) throws -> FastCGIRequest? {
        let responder = try Responder()
        let basic = [("REQUEST_METHOD", "POST"), ("SCRIPT_NAME", "/call")]
        _ = try WebServer(path: responder.path).ask(basic + parameters, body: body)
        return responder.requests.all.first
    }

    @Test("Method, path, query, scheme, authority, peer and body arrive")
    func everything() throws {
        let request = try #require(
            try request(
                [
                    ("QUERY_STRING", "a=1&b=%2F"), ("REQUEST_SCHEME", "https"),
                    ("HTTP_HOST", "crm.example:8443"), ("REMOTE_ADDR", "89.184.65.208"),
                    ("CONTENT_LENGTH", "5"), ("CONTENT_TYPE", "application/json"),
                ], body: "{   }"))
        #expect(request.head.method == .post)
        #expect(request.head.path == "/call?a=1&b=%2F")
        #expect(request.head.scheme == "https")
        #expect(request.head.authority == "crm.example:8443")
        #expect(request.head.headerFields[.contentType] == "application/json")
        #expect(request.peer == "89.184.65.208")
        #expect(request.body == Array("{   }".utf8))
    }

    @Test("The content's type and length, which nginx sends twice, are one field")
    func contentTypeOnce() throws {
        let request = try request([
            ("CONTENT_TYPE", "text/plain"), ("CONTENT_LENGTH", "0"),
            ("HTTP_CONTENT_TYPE", "text/plain"), ("HTTP_CONTENT_LENGTH", "0"),
        ])
        let fields = request?.head.headerFields.map(\.description)
        #expect(fields == ["Content-Type: text/plain"])
    }

    @Test("A header sent twice stays two fields")
    func repeatedHeader() throws {
        let request = try request([("HTTP_COOKIE", "a=1"), ("HTTP_COOKIE", "b=2")])
        #expect(request?.head.headerFields[values: .cookie] == ["a=1", "b=2"])
    }

    @Test("A header larger than any buffer on the way arrives whole")
    func largeHeader() throws {
        let cookie = String(repeating: "c", count: 60_000)
        let request = try request([("HTTP_COOKIE", cookie)])
        #expect(request?.head.headerFields[.cookie] == cookie)
    }

    @Test("An empty CONTENT_LENGTH is no body")
    func emptyLength() throws {
        let request = try request([("CONTENT_LENGTH", "")])
        #expect(request?.body == [])
    }

    @Test("Names and values HTTP does not allow are left out, with Proxy and Transfer-Encoding")
    func unusableFields() throws {
        let request = try request([
            ("HTTP_", "nameless"), ("HTTP_BAD NAME", "x"), ("HTTP_X_BREAK", "a\r\nb: c"),
            ("HTTP_PROXY", "http://evil"), ("HTTP_TRANSFER_ENCODING", "chunked"),
            ("HTTP_X_GOOD", "yes"), ("HTTP_X_УКР", "так"),
        ])
        let names = request?.head.headerFields.map(\.name.canonicalName)
        #expect(names == ["x-good"])
    }

    @Test(
        "A decoded path is encoded again, so that the application sees nginx's decision",
        arguments: [
            ("/call?x", "/call%3Fx"), ("/a%2e", "/a%252e"), ("/a b#c", "/a%20b%23c"),
            ("/дзвінки", "/%D0%B4%D0%B7%D0%B2%D1%96%D0%BD%D0%BA%D0%B8"),
        ])
    func encodedPath(decoded: String, expected: String) throws {
        let request = try request([("SCRIPT_NAME", decoded)])
        #expect(request?.head.path == expected)
    }

    @Test(
        "Parameters that make no request are answered 400",
        arguments: [
            [("REQUEST_METHOD", "GET")],
            [("SCRIPT_NAME", "/call")],
            [("REQUEST_METHOD", "NOT A TOKEN"), ("SCRIPT_NAME", "/call")],
            [("REQUEST_METHOD", "GET"), ("SCRIPT_NAME", "no-slash")],
            WebServer.posting("/call", length: "-1"),
            WebServer.posting("/call", length: "0x10"),
            WebServer.posting("/call", length: "99999999999999999999"),
            WebServer.posting("/call", length: "9999999999"),
        ])
    func badParameters(parameters: [(String, String)]) throws {
        let responder = try Responder()
        let server = try WebServer(path: responder.path)
        #expect(try server.ask(parameters).status == 400)
        #expect(responder.requests.all.isEmpty)
        #expect(responder.failures.all == [.badParameters])
        #expect(try server.ask("/next").body == "GET /next ")
    }

    @Test("A thousand header fields are refused, not fatal")
    func tooManyFields() throws {
        let responder = try Responder()
        let fields = (0..<1000).map { ("HTTP_X_\($0)", "v") }
        let answer = try WebServer(path: responder.path).ask(
            WebServer.posting("/call", length: "") + fields)
        #expect(answer.status == 400)
    }
}
