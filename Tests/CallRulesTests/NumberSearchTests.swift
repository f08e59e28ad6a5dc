import Testing

@testable import CallRules

@Suite("Finding a number in bytes")
struct NumberSearchTests {
    private let olha = "+380501234567"

    private func places(of number: String, in text: String) throws -> [NumberSearch.Place] {
        let search = try #require(NumberSearch(number))
        return Array(text.utf8).withUnsafeBytes { search.places(in: $0) }
    }

    @Test(
        "Every spelling of a number is found",
        arguments: [
            "+380501234567", "380501234567", "00380501234567", "0501234567", "80501234567",
            "810380501234567", "501234567", "050 123-45-67", "(050) 123 45 67", "+380 50 123 45 67",
            "phone=%2B380501234567&x=1", "phone=050%20123%2045%2067", "phone=%28050%29+123+45+67",
            #"{"num":"\u002b380501234567"}"#, "2026-01-05 050 123 45 67", "тел.\u{A0}0501234567,",
            "050\u{A0}123\u{A0}45\u{A0}67",
        ])
    func spellings(text: String) throws {
        let found = try places(of: olha, in: text)
        #expect(found.count == 1 && found.allSatisfy { $0.isSpelling && $0.isTrace }, "\(found)")
    }

    @Test(
        "What only ends alike is no spelling, and no trace",
        arguments: ["+48501234567", "+48 501 234 567", "1767501234567"])
    func alike(text: String) throws {
        let found = try places(of: olha, in: text)
        #expect(found.count == 1 && !found[0].isSpelling && !found[0].isTrace, "\(found)")
    }

    @Test(
        "Other numbers are not found",
        arguments: ["+380501234568", "0501234", "050 123, 4567", "50-12-34-5:67", ""])
    func others(text: String) throws {
        #expect(try places(of: olha, in: text).isEmpty)
    }

    @Test("Values of a file run into each other, and what may be the number is a trace")
    func neighbours() throws {
        let run = try places(of: olha, in: "7+38050123456705012345679")
        #expect(run.count == 2 && run.allSatisfy(\.isTrace))
    }

    @Test(
        "A number of another country is found with its country, and its ending is not taken for it")
    func abroad() throws {
        #expect(try places(of: "+48501234567", in: "0048 501 234 567").map(\.isSpelling) == [true])
        #expect(try places(of: "+48501234567", in: olha).map(\.isTrace) == [false])
    }

    @Test("A text loses the whole spelling and nothing else")
    func replaced() throws {
        let search = try #require(NumberSearch(olha))
        #expect(
            search.replaced(in: "Ольга (+380 50 123-45-67), дочка", by: "–")
                == "Ольга (–), дочка")
        #expect(search.replaced(in: "Ольга 0501234567", by: "X") == "Ольга X")
        #expect(search.replaced(in: "Ольга", by: "X") == nil)
    }

    @Test(
        "What is no number in E.164 is not looked for", arguments: ["", "0501234567", "+12", "+a"])
    func none(text: String) {
        #expect(NumberSearch(text) == nil)
    }
}

@Suite("Made-up numbers")
struct MadeUpNumberTests {
    @Test("They stay themselves when read, are known again, and nobody is called by them")
    func stable() {
        for chance in [0, 1, 99_999_999_999, UInt64.max] {
            for kind in PseudonymNumber.allCases {
                let text = kind.number(chance: chance)
                let number = PhoneNumber(text)
                #expect(number.e164 == text && number.pseudonym == kind && number.dialled == nil)
            }
        }
        #expect(PhoneNumber("0501234567").pseudonym == nil)
    }
}
