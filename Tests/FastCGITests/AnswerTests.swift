import FastCGI
import HTTPTypes
import Testing

@Suite("Answers")
struct AnswerTests {
    private func answer(_ response: FastCGIResponse) throws -> WebServer.Answer {
        let responder = try Responder { _ in response }
        return try WebServer(path: responder.path).ask("/")
    }

    @Test("Status, fields and length come before the body")
    func plain() throws {
        let head = HTTPResponse(status: .created, headerFields: [.location: "/leads/7"])
        let answer = try answer(FastCGIResponse(head: head, body: .bytes(Array("{}".utf8))))
        #expect(
            answer.text
                == "Status: 201 Created\r\nLocation: /leads/7\r\nContent-Length: 2\r\n\r\n{}")
    }

    @Test("An answer without content announces no length")
    func noContent() throws {
        let head = HTTPResponse(status: .noContent)
        let answer = try answer(FastCGIResponse(head: head, body: .bytes([])))
        #expect(answer.text == "Status: 204 No Content\r\n\r\n")
    }

    @Test("A field value cannot start a field of its own")
    func noInjection() throws {
        let head = HTTPResponse(
            status: .seeOther, headerFields: [.location: "/a\r\nSet-Cookie: b"])
        let answer = try answer(FastCGIResponse(head: head, body: .bytes([])))
        #expect(!answer.text.contains("\nSet-Cookie"))
    }

    @Test("A megabyte arrives whole")
    func large() throws {
        let body = [UInt8](repeating: 0x61, count: 3 << 20)
        let answer = try answer(
            FastCGIResponse(head: HTTPResponse(status: .ok), body: .bytes(body)))
        #expect(answer.body.utf8.count == body.count)
        #expect(answer.isComplete)
    }

    @Test("A stream arrives in the order it was written")
    func stream() throws {
        let answer = try answer(
            FastCGIResponse(
                head: HTTPResponse(status: .ok, headerFields: [.contentType: "text/csv"]),
                body: .stream { write in
                    for line in 1...1000 { try write(Array("\(line)\n".utf8)) }
                }))
        let expected = (1...1000).map { "\($0)\n" }.joined()
        #expect(answer.body == expected)
    }

    @Test("A stream that fails is cut off, not ended")
    func failingStream() throws {
        struct Mishap: Error {}
        let answer = try answer(
            FastCGIResponse(
                head: HTTPResponse(status: .ok),
                body: .stream { write in
                    try write(Array("half".utf8))
                    throw Mishap()
                }))
        #expect(!answer.isComplete)
    }
}
