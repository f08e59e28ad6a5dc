import CallRules
import Testing

@Suite("Addresses of recordings as they are stored")
struct RecordingLinkTests {
    private let path = "/rest/public/calls/3f9c/audio"
    private let account = "vitryla.phonet.com.ua"

    @Test(
        "Every spelling of the account's host becomes its https address",
        arguments: [
            "https://vitryla.phonet.com.ua%", "http://vitryla.phonet.com.ua%",
            "//vitryla.phonet.com.ua%", "https://vitryla.phonet.com.ua:443%",
            "http://Vitryla.Phonet.com.ua:80%", "HTTPS://vitryla.phonet.com.ua.%",
            "vitryla.phonet.com.ua%", "%", " https://vitryla.phonet.com.ua% ",
        ])
    func own(spelling: String) {
        let text = spelling.replacing("%", with: path)
        #expect(RecordingLink.stored(text, domain: account) == "https://\(account)\(path)")
    }

    @Test(
        "The recordings of other hosts, and what is no address, are not stored",
        arguments: [
            "https://x.phonet.com.ua%", "https://vitryla.phonet.com.ua:8443%",
            "https://vitryla.phonet.com.ua.evil.example%", "https://evil.example%",
            "//x.phonet.ua%",
            "https://vitryla.phonet.com.ua@evil.example%", "https://127.0.0.1%",
            "ftp://vitryla.phonet.com.ua%", "https://vitryla.phonet.com.ua", "https://%", "0",
            "false", "N/A", "-", "", "https://vitryla.phonet.com.ua/a b",
            "https://vitryla.phonet.com.ua/#a", "javascript:alert(1)//vitryla.phonet.com.ua/",
        ])
    func foreign(spelling: String) {
        let text = spelling.replacing("%", with: path)
        #expect(RecordingLink.stored(text, domain: account) == nil)
    }

    @Test("Without a domain in the settings each of Phonet's own hosts counts")
    func noDomain() {
        #expect(
            RecordingLink.stored("http://x.phonet.ua" + path, domain: "")
                == "https://x.phonet.ua" + path)
        #expect(RecordingLink.stored("https://evil.example" + path, domain: "") == nil)
    }

    @Test("An operator's host keeps its port and scheme")
    func operators() {
        let plain = "http://127.0.0.1:9001" + path
        #expect(RecordingLink.stored(plain, domain: "127.0.0.1:9001") == plain)
        #expect(RecordingLink.stored(path, domain: "127.0.0.1:9001")?.hasPrefix("https") == true)
        #expect(RecordingLink.stored("http://127.0.0.1:9002/a", domain: "127.0.0.1:9001") == nil)
    }
}
