import Testing
import WebPush

@Suite("Where push services take messages")
struct EndpointTests {
    @Test(
        "An address keeps its path, and its origin is written in one form",
        arguments: [
            (
                "https://fcm.googleapis.com/fcm/send/dZ:APA91b-_", "https://fcm.googleapis.com",
                "/fcm/send/dZ:APA91b-_"
            ),
            ("https://Push.Example.NET:443/a?b=c&d", "https://push.example.net", "/a?b=c&d"),
            ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]", "/a"),
            ("https://a.example/@b/https://c/", "https://a.example", "/@b/https://c/"),
        ])
    func good(text: String, origin: String, path: String) throws {
        let endpoint = try PushEndpoint(text)
        #expect(endpoint.text == text)
        #expect(endpoint.scheme == .https)
        #expect(endpoint.origin == origin)
        #expect(endpoint.path == path)
    }

    @Test(
        "What is no such address is refused by its cause",
        arguments: [
            ("", PushEndpoint.Failure.notEncrypted), ("push.example.net/a", .notEncrypted),
            ("http://push.example.net/a", .notEncrypted), ("HTTPS://a.example/b", .notEncrypted),
            ("http://127.0.0.1:9001/a", .notEncrypted), ("//a.example/b", .notEncrypted),
            ("javascript:alert(1)", .notEncrypted), ("file:///etc/passwd", .notEncrypted),
            ("https:/a.example/b", .notEncrypted), ("https://a b.example/c", .badCharacter),
            ("https://a.example/b\r\nX: y", .badCharacter), ("https://a.example/\0", .badCharacter),
            ("https://приклад.example/a", .badCharacter), (" https://a.example/b", .badCharacter),
            ("https://user@a.example/b", .hasUser), ("https://a.example@10.0.0.1/b", .hasUser),
            ("https://:p@a.example/b", .hasUser), ("https:///a", .noHost), ("https://", .noHost),
            ("https://:443/a", .noHost), ("https://./a", .noHost),
            ("https://a_b.example/c", .noHost),
            ("https://a.example\\@b.example/c", .hasUser), ("https://a.example\\b/c", .noHost),
            ("https://%31%32%37.0.0.1/a", .noHost), ("https://[::1/a", .noHost),
            ("https://[10.0.0.1]/a", .noHost), ("https://[]/a", .noHost),
            ("https://[::ffff:10.0.0.1]/a", .noHost), ("https://a.example:/b", .badPort),
            ("https://a.example:0/b", .badPort), ("https://a.example:65536/b", .badPort),
            ("https://a.example:+443/b", .badPort), ("https://a.example:0443/b", .badPort),
            ("https://a.example:44a/b", .badPort), ("https://[::1]8443/a", .badPort),
            ("https://a.example:1:2/b", .badPort), ("https://a.example:8443/b", .badPort),
            ("https://a.example:22/b", .badPort), ("https://a.example:80/b", .badPort),
            ("https://a.example", .noPath),
            ("https://a.example/", .noPath), ("https://a.example?b", .noPath),
            ("https://a.example#b", .hasFragment), ("https://a.example/b#c", .hasFragment),
        ])
    func bad(text: String, failure: PushEndpoint.Failure) {
        #expect(throws: failure) { try PushEndpoint(text) }
    }

    @Test("The longest address is taken, a byte more is not")
    func length() throws {
        let longest = "https://a.example/" + String(repeating: "b", count: 2030)
        #expect(try PushEndpoint(longest).text.utf8.count == PushEndpoint.maxBytes)
        #expect(throws: PushEndpoint.Failure.tooLong) { try PushEndpoint(longest + "b") }
    }

    @Test("Plain http goes only to the very host and port the operator named")
    func plain() throws {
        let hosts = ["127.0.0.1:9001"]
        let endpoint = try PushEndpoint("http://127.0.0.1:9001/olena", plainHosts: hosts)
        #expect(endpoint.scheme == .http)
        #expect(endpoint.origin == "http://127.0.0.1:9001")
        for other in ["127.0.0.1:9002", "127.0.0.1", "127.0.0.1:9001.example", "10.0.0.1:9001"] {
            #expect(throws: PushEndpoint.Failure.notEncrypted) {
                try PushEndpoint("http://\(other)/a", plainHosts: hosts)
            }
        }
    }

    @Test("With any byte changed, an address is refused or still read as it is written")
    func changed() {
        let text = Array("https://Push.example.net/a@b?c".utf8)
        var taken = 0
        for place in text.indices {
            for byte in UInt8.min...UInt8.max {
                var bytes = text
                bytes[place] = byte
                let changed = String(decoding: bytes, as: UTF8.self)
                guard let endpoint = try? PushEndpoint(changed) else { continue }
                taken += 1
                #expect("https://\(endpoint.authority)\(endpoint.path)" == changed)
                #expect(endpoint.path.hasPrefix("/"))
                #expect(endpoint.origin == "https://" + endpoint.authority.lowercased())
            }
        }
        #expect(taken > 1000)
    }
}
