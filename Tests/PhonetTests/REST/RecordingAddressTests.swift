import CallRules
import HTTPClientTypes
import HTTPTypes
import Phonet
import Testing

@Suite("Addresses of recordings, honest and hostile")
struct RecordingAddressTests {
    private static let path = "/rest/public/calls/3f9c/audio"

    /// The request that is sent for an address; nil: none is sent.
    private func request(
        _ address: String, _ hosts: [String] = [], plain: Bool = false,
        domain: String = "vitryla-demo.phonet.com.ua"
    ) throws -> OutgoingRequest? {
        let script = Script(streams: [.sound(["ID3"])])
        let account = try script.access(hosts, plain: plain)
            .account(domain: domain, apiKey: Script.key).get()
        let result = account.recording(address, range: nil)
        #expect((result.failure == .recordingAddressNotAllowed) == script.requests.isEmpty)
        return script.requests.first
    }

    @Test(
        "Phonet's own hosts are asked, however the address is spelt",
        arguments: [
            ("https://vitryla-demo.phonet.com.ua\(path) ", "vitryla-demo.phonet.com.ua"),
            (" \tHTTPS://Vitryla-Demo.Phonet.com.ua\(path)\n", "vitryla-demo.phonet.com.ua"),
            ("https://media.phonet.ua\(path)", "media.phonet.ua"),
            ("https://x.betell.com.ua\(path)", "x.betell.com.ua"),
            ("https://acme.pbx.vega.ua\(path)", "acme.pbx.vega.ua"),
            ("https://vitryla-demo.phonet.com.ua:443\(path)", "vitryla-demo.phonet.com.ua"),
            ("http://vitryla-demo.phonet.com.ua\(path)", "vitryla-demo.phonet.com.ua"),
            ("//vitryla-demo.phonet.com.ua\(path)", "vitryla-demo.phonet.com.ua"),
            (path, "vitryla-demo.phonet.com.ua"),
        ])
    func own(address: String, host: String) throws {
        let request = try #require(try request(address))
        #expect(request.head.authority == host)
        #expect(request.head.scheme == "https")
        #expect(request.addressPolicy == .publicAddresses)
        #expect(request.head.path == RecordingAddressTests.path)
    }

    @Test("The channels of a recording and questions behind the path are kept")
    func paths() throws {
        let host = "https://vitryla-demo.phonet.com.ua"
        for path in ["/rest/public/calls/3f9c-rx/audio", "/a?b=c&d=%20"] {
            #expect(try request(host + path)?.head.path == path)
        }
    }

    @Test(
        "Everything else is nobody's recording",
        arguments: [
            "", " ", "0", "N/A", "https://", "https:///audio",
            "https://vitryla-demo.phonet.com.ua", "//media.phonet.ua\(path)",
            "http://media.phonet.ua\(path)", "ftp://vitryla-demo.phonet.com.ua\(path)",
            "http://vitryla-demo.phonet.com.ua:8080\(path)",
            "file:///etc/passwd", "javascript:alert(1)//phonet.ua/",
            "https://evil.example\(path)", "https://phonet.com.ua.evil.example\(path)",
            "https://evilphonet.com.ua\(path)", "https://a.phonet.ua@evil.example\(path)",
            "https://evil.example@a.phonet.ua\(path)", "https://a:b@a.phonet.ua\(path)",
            "https://evil.example#.phonet.ua\(path)", "https://evil.example?.phonet.ua\(path)",
            "https://evil.example\\.phonet.ua\(path)", "https://a.phonet.ua\\@evil.example\(path)",
            "https://a.phonet.ua:8443\(path)", "https://a.phonet.ua.\(path)",
            "https://127.0.0.1\(path)", "https://[::1]\(path)", "https://2130706433\(path)",
            "https://169.254.169.254/latest", "https://localhost\(path)",
            "https://a.phonet.ua/a b", "https://a.phonet.ua/\r\nEvil: 1", "https://a.phonet.ua/#a",
            "https://a.phonet.ua/аудіо", "https://а.phonet.ua\(path)", "https://.phonet.ua\(path)",
        ])
    func hostile(address: String) throws {
        #expect(try request(address) == nil)
    }

    @Test("Plain http and private hosts are for the operator's own machine")
    func operators() throws {
        let hosts = ["127.0.0.1:9001", "phonet.test"]
        let plain = "http://127.0.0.1:9001" + RecordingAddressTests.path
        let request = try self.request(plain, hosts, plain: true, domain: "127.0.0.1:9001")
        #expect(request?.head.scheme == "http")
        #expect(request?.addressPolicy == .thisMachine)
        #expect(try self.request(plain, hosts) == nil)
        #expect(try self.request(plain, plain: true) == nil)
        let path = RecordingAddressTests.path
        #expect(try self.request("http://phonet.test" + path, hosts, plain: true) == nil)
        #expect(try self.request("http://127.0.0.1:9002" + path, hosts, plain: true) == nil)
        let encrypted = "https://127.0.0.1:9001" + RecordingAddressTests.path
        #expect(try self.request(encrypted, hosts, plain: true)?.head.scheme == "https")
    }
}
