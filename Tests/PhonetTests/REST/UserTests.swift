import CallRules
import Phonet
import Testing

@Suite("The users of a Phonet account")
struct UserTests {
    private let olena = PhonetUser(
        id: "41", displayName: "Олена Гайова", ext: "101", email: "olena.haiova@vitryla.example")
    private let taras = PhonetUser(
        id: "42", displayName: "Тарас Левченко", ext: "102",
        email: "taras.levchenko@vitryla.example")
    private let marko = PhonetUser(id: "57", displayName: "Марко Дубовик", ext: "103", email: nil)

    private func users(_ text: String) throws -> Result<[PhonetUser], PhonetError> {
        try Script(.session("a"), .body(text)).account().users()
    }

    @Test("The documented answer is read")
    func documented() throws {
        let text = String(decoding: try fixture("users"), as: UTF8.self)
        #expect(try users(text) == .success([olena, taras, marko]))
    }

    @Test(
        "The list may be wrapped",
        arguments: ["users", "items", "content", "data", "list"])
    func wrapped(name: String) throws {
        let text = String(decoding: try fixture("users"), as: UTF8.self)
        #expect(try users("{\"total\":3,\"\(name)\":\(text)}") == .success([olena, taras, marko]))
    }

    @Test("Odd entries are read for what they have, and what is no user is left out")
    func odd() throws {
        let text = """
            [ {"id":"7","displayName":" Group ","code":"001","ext":null,"email":"null"},
              {"id":8,"ext":101,"email":{"a":1}}, {"id":8,"ext":"again"}, null, 5, "x", [],
              {"displayName":"no id"}, {"id":null,"ext":"9"}, {"id":9,"extra":[[[]]],"ext":""} ]
            """
        #expect(
            try users(text)
                == .success([
                    PhonetUser(id: "7", displayName: "Group", ext: "001", email: nil),
                    PhonetUser(id: "8", displayName: nil, ext: "101", email: nil),
                    PhonetUser(id: "9", displayName: nil, ext: nil, email: nil),
                ]))
    }

    @Test(
        "An answer that is no list of users is told from one that is no JSON",
        arguments: [
            ("", PhonetError.notJSON), ("<html>Вхід</html>", .notJSON),
            ("[{\"id\":41,", .notJSON),
            (String(repeating: "[", count: 10_000), .notJSON), ("{}", .unexpectedAnswer),
            ("null", .unexpectedAnswer), ("{\"users\":{}}", .unexpectedAnswer),
            ("{\"error\":\"x\"}", .unexpectedAnswer),
        ])
    func garbage(text: String, expected: PhonetError) throws {
        #expect(try users(text) == .failure(expected))
    }

    @Test(
        "Every refusal of the question itself is named",
        arguments: [
            (Script.Answer.status(429), PhonetError.tooManyRequests),
            (.status(500), .serverFailed(500)), (.status(404), .unexpectedStatus(404)),
            (.status(301), .redirected), (.failure(.tooLarge), .connection(.tooLarge)),
            (.failure(.brokenOff), .connection(.brokenOff)),
        ])
    func refusals(answer: Script.Answer, expected: PhonetError) throws {
        let script = Script(.session("a"), answer, .body("[]"))
        #expect(try script.account().users() == .failure(expected))
        #expect(script.requests.count == 2)
    }
}
