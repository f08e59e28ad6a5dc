import Foundation
import HTTPClientTypes
import HTTPTypes
import Outgoing
import Testing

@Suite("Requests to other servers, and their answers")
struct AnswerTests {
    private func request(
        _ counterpart: Counterpart, _ method: HTTPRequest.Method = .get, _ path: String = "/",
        _ fields: HTTPFields = [:], body: String = ""
    ) -> OutgoingRequest {
        OutgoingRequest(
            head: HTTPRequest(
                method: method, scheme: "http", authority: "127.0.0.1:\(counterpart.port)",
                path: path, headerFields: fields),
            body: Array(body.utf8), addressPolicy: .thisMachine)
    }

    @Test("A request arrives as it was written, and its answer comes back whole")
    func whole() throws {
        let counterpart = try Counterpart { _ in
            .answer(
                """
                HTTP/1.1 201 Created\r\nSet-Cookie: balancer=b2; Path=/\r
                set-cookie: JSESSIONID=0A1B; Path=/rest\r\nX-Empty:\r
                Content-Length: 21\r\n\r\n{"name":"Олена"}
                """)
        }
        var fields: HTTPFields = [.contentType: "application/json"]
        fields[.cookie] = "a=1; b=2"
        let sent = request(
            counterpart, .post, "/rest/security/authorize?a=1", fields, body: #"{"ext":"001"}"#)
        let answer = try sent.send().get()
        #expect(answer.head.status == .created)
        #expect(
            answer.head.headerFields[values: .setCookie]
                == ["balancer=b2; Path=/", "JSESSIONID=0A1B; Path=/rest"])
        #expect(String(decoding: answer.body, as: UTF8.self) == #"{"name":"Олена"}"#)

        let heard = try #require(counterpart.requests.first)
        #expect(heard.hasPrefix("POST /rest/security/authorize?a=1 HTTP/1.1\r\n"))
        #expect(heard.contains("\r\nContent-Type: application/json\r\n"))
        #expect(heard.contains("\r\nCookie: a=1; b=2\r\n"))
        #expect(heard.hasSuffix("\r\n\r\n" + #"{"ext":"001"}"#))
        #expect(counterpart.requests.count == 1)
    }

    @Test("A post without a body is sent without one, a large body without asking for leave")
    func bodies() throws {
        let counterpart = try Counterpart { _ in .answer("HTTP/1.1 204 No Content\r\n\r\n") }
        #expect(try request(counterpart, .post).send().get().head.status == .noContent)
        let large = String(repeating: "x", count: 3 << 20)
        let answer = try request(counterpart, .put, "/", body: large).send().get()
        #expect(answer.body.isEmpty)
        #expect(counterpart.requests.first?.contains("Content-Length: 0\r\n") == true)
        #expect(counterpart.requests.last?.hasPrefix("PUT / ") == true)
        #expect(counterpart.requests.last?.hasSuffix("\r\n\r\n" + large) == true)
        #expect(!counterpart.requests.contains { $0.contains("Expect") })
    }

    @Test("A redirect is an answer; nobody goes where it points")
    func redirect() throws {
        let elsewhere = try Counterpart { _ in .answer("HTTP/1.1 200 OK\r\n\r\n") }
        let counterpart = try Counterpart { _ in
            .answer("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:\(elsewhere.port)/\r\n\r\n")
        }
        #expect(try request(counterpart).send().get().head.status == .found)
        #expect(elsewhere.requests.isEmpty)
    }

    @Test("Of an interim answer nothing stays")
    func interim() throws {
        let counterpart = try Counterpart { _ in
            .answer(
                """
                HTTP/1.1 100 Continue\r\nSet-Cookie: early=1\r\n\r
                HTTP/1.1 200 OK\r\nSet-Cookie: late=1\r\nContent-Length: 0\r\n\r\n
                """)
        }
        let answer = try request(counterpart).send().get()
        #expect(answer.head.status == .ok)
        #expect(answer.head.headerFields[values: .setCookie] == ["late=1"])
    }

    @Test("Nothing in a field's value can begin another field")
    func injection() throws {
        let counterpart = try Counterpart { _ in .answer("HTTP/1.1 200 OK\r\n\r\n") }
        let fields: HTTPFields = [.cookie: "a=1\r\nEvil: 1", .accept: "\n\nEvil: 2", .origin: ""]
        _ = try request(counterpart, .get, "/", fields).send().get()
        let heard = try #require(counterpart.requests.first)
        #expect(!heard.contains("\nEvil"))
        #expect(heard.components(separatedBy: "\r\n\r\n").count == 2)
    }

    @Test("Many threads may ask at once, and each gets its own answer")
    func threads() throws {
        let counterpart = try Counterpart { request in
            let path = request.split(separator: " ").dropFirst().first ?? ""
            return .answer("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\(path)")
        }
        let requests = (0..<64).map { request(counterpart, .get, "/\($0)") }
        let answers = Heap<String>()
        DispatchQueue.concurrentPerform(iterations: requests.count) { number in
            let answer = try? requests[number].send().get()
            let body = answer.map { String(decoding: $0.body, as: UTF8.self) } ?? ""
            if body == "/\(number)" { answers.add(body) }
        }
        #expect(Set(answers.all).count == requests.count)
    }
}
