import CallRules
import TestSupport
import Testing

@Suite("Addresses and the networks that contain them")
struct NetworkTests {
    private func address(_ text: String) throws -> IPAddress {
        try #require(IPAddress(text))
    }

    @Test(
        "A network contains its addresses and no others",
        arguments: [
            ("89.184.65.208", "89.184.65.208", true), ("89.184.65.208", "89.184.65.209", false),
            ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false),
            ("10.1.2.3/8", "10.9.9.9", true), ("0.0.0.0/0", "203.0.113.9", true),
            ("0.0.0.0/0", "2001:db8::1", false), ("::/0", "2001:db8::1", true),
            ("::/0", "203.0.113.9", false), ("2001:db8::/32", "2001:db8:ffff::1", true),
            ("2001:db8::/32", "2001:db9::1", false), ("2001:db8::1", "2001:DB8:0:0:0:0:0:1", true),
            ("192.168.1.0/31", "192.168.1.1", true), ("192.168.1.0/31", "192.168.1.2", false),
            ("10.0.0.0/8", "::ffff:10.1.2.3", true), ("::ffff:10.0.0.0/104", "10.1.2.3", true),
            ("::ffff:1.2.3.4", "1.2.3.4", true), ("fe80::/65", "fe80::7fff:0:0:1", true),
            ("fe80::/65", "fe80::8000:0:0:1", false),
        ])
    func contains(network: String, member: String, isInside: Bool) throws {
        let network = try #require(Network(network))
        #expect(network.contains(try address(member)) == isInside)
    }

    @Test(
        "A sender is one address of IPv4, a /64 of IPv6",
        arguments: [
            ("203.0.113.9", "203.0.113.9"), ("::ffff:203.0.113.9", "203.0.113.9"),
            ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"), ("", ""), ("unix:", "unix:"),
        ])
    func sender(address: String, sender: String) {
        #expect(Network.sender(address) == sender)
    }

    @Test(
        "What is no address is refused",
        arguments: [
            "", " ", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.04", "1.2.3.4 ",
            "0x1.2.3.4", "1.2.3.-4", "1..3.4", "1.2.3.4:80", "localhost", "٤.1.1.1", ":", ":::",
            "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "fe80::1%eth0",
            "[::1]", "::1.2.3", "1.2.3.4::", "::1.2.3.4:5", "1:2:3:4:5:6:7:8::", "1:",
            "1:2:3:4:5:6:7::8:9", "1:2:3:4:5:6:7:1.2.3.4",
        ])
    func noAddress(text: String) {
        #expect(IPAddress(text) == nil)
        #expect(Network(text) == nil)
    }

    @Test(
        "What is no network is refused",
        arguments: [
            "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.0/8/8", "/8",
            "::/129", "::/1280", "10.0.0.0/255.0.0.0", "10.0.0.0 /8", "*",
        ])
    func noNetwork(text: String) {
        #expect(Network(text) == nil)
    }

    @Test(
        "A network is shown in its canonical form, which means the same",
        arguments: [
            ("10.1.2.3/8", "10.0.0.0/8"), ("1.2.3.4/32", "1.2.3.4"), ("1.2.3.4", "1.2.3.4"),
            ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("2001:db8:1:2::/64", "2001:db8:1:2::/64"),
            ("::/0", "::/0"), ("0.0.0.0/0", "0.0.0.0/0"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
            ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::ffff:1.2.3.4", "1.2.3.4"),
            ("1::", "1::"), ("::1", "::1"), ("1:0:2:0:3:0:4:0", "1:0:2:0:3:0:4:0"),
        ])
    func canonical(written: String, shown: String) throws {
        let network = try #require(Network(written))
        #expect(network.text == shown)
        #expect(Network(shown) == network)
    }

    @Test("An IPv4 address and its IPv6 form are one address")
    func mapped() throws {
        #expect(try address("::ffff:127.0.0.1") == address("127.0.0.1"))
        #expect(try address("::FFFF:7f00:1").text == "127.0.0.1")
        #expect(try address("::127.0.0.1") != address("127.0.0.1"))
    }

    @Test("Loopback and private addresses are told from public ones")
    func kinds() throws {
        for text in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] {
            #expect(try address(text).isLoopback)
            #expect(try address(text).isPrivate)
        }
        for text in ["10.0.0.1", "172.31.0.1", "192.168.0.1", "169.254.1.1", "fd00::1", "fe80::1"] {
            #expect(try !address(text).isLoopback)
            #expect(try address(text).isPrivate)
        }
        for text in ["89.184.65.208", "172.32.0.1", "2001:db8::1", "128.0.0.1", "::2"] {
            #expect(try !address(text).isPrivate)
        }
    }

    @Test(
        "Only addresses of the public internet count as public",
        arguments: [
            ("89.184.65.208", true), ("2a01:4f8::1", true), ("::ffff:8.8.8.8", true),
            ("64:ff9b::8.8.8.8", true), ("172.32.0.1", true), ("127.0.0.1", false),
            ("::ffff:127.0.0.1", false), ("64:ff9b::127.0.0.1", false), ("::127.0.0.1", false),
            ("64:ff9b::10.0.0.1", false), ("169.254.169.254", false), ("fd00:ec2::254", false),
            ("100.100.100.200", false), ("0.0.0.0", false), ("::", false), ("::1", false),
            ("192.0.0.192", false), ("192.0.2.1", false), ("198.18.0.1", false),
            ("224.0.0.1", false), ("255.255.255.255", false), ("2001:db8::1", false),
            ("2001:0:7f00:1::", false), ("2002:7f00:1::", false), ("fec0::1", false),
            ("ff02::1", false), ("64:ff9b:1::7f00:1", false),
        ])
    func isPublic(text: String, expected: Bool) throws {
        #expect(try address(text).isPublic == expected)
    }

    @Test("An address is read from the bytes of the network, of which there are four or sixteen")
    func networkBytes() throws {
        #expect(IPAddress(bytes: [89, 184, 65, 208]) == (try address("89.184.65.208")))
        let long: [UInt8] = [0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9]
        #expect(IPAddress(bytes: long)?.text == "2001:db8::9")
        #expect(IPAddress(bytes: []) == nil)
        #expect(IPAddress(bytes: long.dropLast()) == nil)
    }

    @Test("Random texts never trap, and what is read is read the same again")
    func random() {
        var random = SeededRandom(seed: 3)
        let pieces = ["0", "1", "9", "25", "f", ":", "::", ".", "/", "ffff", "٣", " ", "-"]
        var read = 0
        for _ in 0..<50_000 {
            let length = Int.random(in: 0...16, using: &random)
            let text = (0..<length).compactMap { _ in pieces.randomElement(using: &random) }
                .joined()
            guard let network = Network(text) else { continue }
            read += 1
            #expect(Network(network.text) == network)
        }
        #expect(read > 500)
    }
}
