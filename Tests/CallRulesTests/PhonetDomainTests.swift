import CallRules
import Testing

@Suite("The hosts a Phonet account may live at")
struct PhonetDomainTests {
    private func failure(_ text: String, _ extraHosts: [String] = []) -> PhonetDomain.Failure? {
        do {
            _ = try PhonetDomain(text, extraHosts: extraHosts)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "Hosts under Phonet's own names are allowed",
        arguments: [
            "vitryla-demo.phonet.com.ua", "phonet.com.ua", "a.phonet.ua", "a-1.betell.com.ua",
            "anixgroup.pbx.vega.ua",
        ])
    func own(text: String) {
        #expect(failure(text) == nil)
    }

    @Test(
        "Anything else is refused, however much it looks like Phonet",
        arguments: [
            ("phonet.com.ua.evil.example", PhonetDomain.Failure.foreign),
            ("evilphonet.com.ua", .foreign), ("evil.example", .foreign), ("localhost", .foreign),
            ("2130706433", .foreign), ("0x7f000001", .foreign), ("0177.0.0.1", .foreign),
            ("127.0.0.1", .noHostName), ("[::1]", .hasPort), ("::ffff:127.0.0.1", .hasPort),
            ("x.phonet.com.ua:443", .hasPort), ("x.phonet.com.ua.", .noHostName),
            ("evil@x.phonet.com.ua", .noHostName), ("évil.phonet.com.ua", .noHostName),
            ("evil.example\\.phonet.com.ua", .noHostName), (".phonet.com.ua", .noHostName),
            ("x%2f.phonet.com.ua", .noHostName), ("x .phonet.com.ua", .noHostName),
            ("-x.phonet.com.ua", .noHostName), ("", .noHostName),
        ])
    func foreign(text: String, expected: PhonetDomain.Failure) {
        #expect(failure(text) == expected)
    }

    @Test("A host the operator names may be an address with a port; those under it may not")
    func operators() throws {
        let hosts = ["127.0.0.1:9001", "Phonet.Test"]
        #expect(try PhonetDomain("127.0.0.1:9001", extraHosts: hosts).isOperators)
        #expect(try PhonetDomain("phonet.test", extraHosts: hosts).isOperators)
        #expect(try !PhonetDomain("a.phonet.test", extraHosts: hosts).isOperators)
        #expect(try !PhonetDomain("a.phonet.com.ua", extraHosts: hosts).isOperators)
        #expect(failure("a.phonet.test:80", hosts) == .hasPort)
        #expect(failure("127.0.0.1:9002", hosts) == .hasPort)
    }

    @Test(
        "A host of this machine is known by its name or address",
        arguments: [
            ("127.0.0.1:9001", true), ("[::1]:9001", true), ("localhost:9001", true),
            ("localhost", true), ("10.0.0.1:9001", false), ("phonet.test", false),
            ("127.0.0.1.phonet.test", false),
        ])
    func loopback(text: String, expected: Bool) throws {
        #expect(try PhonetDomain(text, extraHosts: [text]).isLoopback == expected)
    }

    @Test(
        "What is pasted around the host is dropped",
        arguments: [
            (" https://Vitryla-Demo.phonet.com.ua/rest/ ", "vitryla-demo.phonet.com.ua"),
            ("http://x.phonet.ua", "x.phonet.ua"), ("x.phonet.ua?a=1#b", "x.phonet.ua"),
            ("\tx.phonet.ua\n", "x.phonet.ua"), ("https://", ""), ("", ""),
            ("HTTPS://X.Phonet.UA:443/", "x.phonet.ua"), ("x.phonet.ua.", "x.phonet.ua"),
            ("x.phonet.ua:443", "x.phonet.ua"), ("x.phonet.ua.:443/a", "x.phonet.ua"),
            ("\u{FEFF}x.phonet.ua\u{200B}", "x.phonet.ua"),
            ("\u{A0}x.phonet.ua\u{AD}", "x.phonet.ua"),
            ("\u{202A}x.phonet.ua\u{202C}", "x.phonet.ua"), ("//x.phonet.ua/a", "x.phonet.ua"),
            ("x.phonet.ua:8443", "x.phonet.ua:8443"), ("x .phonet.ua", "x .phonet.ua"),
            ("x.phonet.ua:", "x.phonet.ua"), ("127.0.0.1:9001", "127.0.0.1:9001"),
        ])
    func pasted(text: String, host: String) {
        #expect(PhonetDomain.pasted(text) == host)
    }

    @Test(
        "The same account is known in any spelling",
        arguments: [
            ("Vitryla.phonet.com.ua", "vitryla.phonet.com.ua", true),
            ("vitryla.phonet.com.ua.", "vitryla.phonet.com.ua", true),
            ("https://vitryla.phonet.com.ua/", "vitryla.phonet.com.ua:443", true),
            ("vitryla.phonet.com.ua:8443", "vitryla.phonet.com.ua", false),
            ("vitryla.phonet.com.ua.:8443", "vitryla.phonet.com.ua", false),
            ("127.0.0.1", "127.0.0.1:9001", true), ("127.0.0.1:9002", "127.0.0.1:9001", false),
            ("[::1]:9001", "[::1]:9001", true), ("[::1]", "[::1]:9001", false),
            ("x.phonet.com.ua", "vitryla.phonet.com.ua", false),
            ("vitryla.phonet.ua", "vitryla.phonet.com.ua", false),
            ("vitryla.phonet.com.ua.evil.example", "vitryla.phonet.com.ua", false),
            ("true", "vitryla.phonet.com.ua", false), (":443", "", false),
        ])
    func same(told: String, domain: String, expected: Bool) {
        #expect(PhonetDomain.isSame(told, as: domain) == expected)
    }
}
