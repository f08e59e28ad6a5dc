import CallRules
import Testing

@Suite("Where webhooks may go")
struct WebhookGateTests {
    let gate = WebhookGate(
        publicURL: "https://crm.example:8443", hosts: ["robots.internal", "10.1.2.3:8080"],
        prefix: "/gateways/phonetapi")

    private func problem(
        _ url: String, isOfAdministrator: Bool = true
    ) -> WebhookAddressProblem? {
        do {
            _ = try gate.address(url, isOfAdministrator: isOfAdministrator)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "The CRM's own host and the hosts the operator named: any port, any scheme, any address",
        arguments: [
            "https://crm.example/hook.php", "http://crm.example:8080/hook",
            "http://CRM.example./x?y=1",
            "http://robots.internal:9000/", "http://10.1.2.3:8080/hook",
        ])
    func trusted(url: String) throws {
        #expect(try gate.address(url).isTrustedHost)
    }

    @Test("Other hosts: https, and no address of a private network")
    func others() throws {
        let other = try gate.address("https://hooks.example.org/a?b=c")
        #expect(!other.isTrustedHost && other.isEncrypted && other.path == "/a?b=c")
        #expect(other.text == "https://hooks.example.org/a?b=c")
        #expect(problem("http://hooks.example.org/") == .notEncrypted)
        for host in [
            "127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[::1]", "[fd00::1]",
            "0.0.0.0",
            "10.1.2.3:8081", "[::ffff:10.0.0.1]",
        ] {
            #expect(problem("https://\(host)/") == .privateAddress, "\(host)")
        }
    }

    @Test(
        "What is no address",
        arguments: [
            "", "hook.php", "ftp://crm.example/", "https://", "https:///x", "https://a b/",
            "https://a/#b",
            "https://crm.example:0/", "https://crm.example:70000/", "https://crm.example:x/",
            "https://[::1/", "https://[abc]/", "javascript:alert(1)", "https://a\\@crm.example/",
            "https://\u{0441}rm.example/", "https://2130706433/", "https://0x7f.1/",
            "https://0X7F000001/",
            "https://127.1/", "https://10.0.0.010/", "https://256.1.1.1/",
        ])
    func unusable(url: String) {
        #expect(problem(url) == .noAddress, "\(url)")
    }

    @Test(
        "A name and a password, the gateway itself, and ports that a token for the CRM may not choose"
    )
    func refused() {
        #expect(problem("https://user:word@crm.example/") == .userInfo)
        #expect(problem("https://crm.example@evil.example/") == .userInfo)
        for path in [
            "/gateways/phonetapi", "/gateways/phonetapi/call", "/gateways/phonetapi?x",
            "/gateways/%70honetapi/x", "/a/../gateways/phonetapi/call", "//gateways/./phonetapi",
            "/%67ateways%2Fphonetapi/call", "/x/%2e%2e/gateways/phonetapi/",
        ] {
            #expect(problem("https://crm.example\(path)") == .ownAddress, "\(path)")
        }
        for path in ["/gateways/phonetapi2", "/gateways/phonetapi/../hook", "/%", "/%+1%-1/%zz"] {
            #expect(problem("https://crm.example\(path)") == nil, "\(path)")
        }
        for (url, isFine) in [
            ("https://hooks.example.org/", true), ("https://hooks.example.org:8443/", true),
            ("https://hooks.example.org:6379/", false), ("http://crm.example/", true),
            ("http://crm.example:25/", false),
        ] {
            let found = problem(url, isOfAdministrator: false)
            #expect(found == (isFine ? nil : .port), "\(url)")
            #expect(problem(url) == nil, "\(url)")
        }
    }

    @Test("A gateway without a public URL knows no CRM")
    func unknown() {
        let gate = WebhookGate(publicURL: nil, hosts: [], prefix: "/gateways/phonetapi")
        #expect(throws: WebhookAddressProblem.notEncrypted) {
            try gate.address("http://crm.example/")
        }
        #expect(throws: Never.self) { try gate.address("https://crm.example/hook") }
    }
}
