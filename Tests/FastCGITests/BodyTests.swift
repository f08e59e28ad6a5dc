import FastCGI
import Testing

@Suite("Bodies")
struct BodyTests {
    @Test("A body that ends early never reaches the handler, and its connection is closed")
    func shortBody() throws {
        let responder = try Responder()
        let server = try WebServer(path: responder.path)
        let answer = try server.post("/call", "{\"uuid\":", length: "100")
        #expect(!answer.isComplete)
        #expect(responder.requests.all.isEmpty)
        #expect(responder.firstErrors() == [.incompleteBody])
    }

    @Test("A client that goes away in the middle of a body never reaches the handler")
    func clientGone() throws {
        let responder = try Responder()
        let server = try WebServer(path: responder.path)
        let parameters = server.parameters(WebServer.posting("/call", length: "100"))
        try server.send(server.begin() + parameters + server.record(5, Array("{".utf8)))
        server.close()
        #expect(responder.firstErrors() == [.incompleteBody])
        #expect(responder.requests.all.isEmpty)
    }

    @Test("A body over the limit is answered 413 without the handler; the connection goes on")
    func oversize() throws {
        let responder = try Responder()
        let server = try WebServer(path: responder.path)
        let answer = try server.post("/call", String(repeating: "x", count: 100_000))
        #expect(answer.status == 413)
        #expect(answer.isComplete)
        #expect(responder.requests.all.isEmpty)
        #expect(try server.post("/call", "small").body == "POST /call small")
    }

    @Test("A body of exactly the limit arrives whole")
    func atLimit() throws {
        let responder = try Responder()
        let body = String(repeating: "x", count: 1000)
        #expect(try WebServer(path: responder.path).post("/call", body).status == 200)
        #expect(responder.requests.all.first?.body.count == 1000)
    }

    @Test("What comes after the promised length is not part of the body, nor of the next request")
    func longBody() throws {
        let responder = try Responder()
        let server = try WebServer(path: responder.path)
        #expect(try server.post("/a", "12345", length: "3").body == "POST /a 123")
        #expect(try server.post("/b", "6").body == "POST /b 6")
    }
}
