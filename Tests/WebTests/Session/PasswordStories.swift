import CallRules
import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Web

@Suite struct PasswordStories {
    private let salt: [UInt8] = Array(0..<32)
    private let cheap = PasswordHash.Costs(logRounds: 4, blockSize: 1, parallelism: 1)

    @Test("A stored password names its costs, keeps nothing of the password, and is read again")
    func stored() throws {
        let hash = try #require(PasswordHash(of: "кінь скрепка батарейка", salt: salt))
        #expect(hash.text.hasPrefix("$scrypt$ln=15,r=8,p=3$"))
        #expect(!hash.text.contains("кінь"))
        let again = try #require(PasswordHash(hash.text))
        #expect(again.costs == .current && again.text == hash.text)
        #expect(again.matches("кінь скрепка батарейка"))
        #expect(!again.matches("кінь скрепка батарейкА"))
        #expect(!again.matches(""))
    }

    @Test("Scrypt is scrypt: the vector of RFC 7914 comes out")
    func vector() throws {
        // The second vector of §12: "password", "NaCl", N 1024, r 8, p 16; its first 32 bytes.
        let costs = PasswordHash.Costs(logRounds: 10, blockSize: 8, parallelism: 16)
        let hash = try #require(
            PasswordHash(of: "password", salt: Array("NaCl".utf8), costs: costs))
        let key = try #require(hash.text.split(separator: "$").last)
        let hex = try #require(Data(base64Encoded: String(key)))
            .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(hex == "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162")
    }

    @Test("A password stored at other costs stays good; texts that are no hash are no password")
    func otherCosts() throws {
        let old = try #require(PasswordHash(of: "давній пароль", salt: salt, costs: cheap))
        #expect(try #require(PasswordHash(old.text)).matches("давній пароль"))
        for text in [
            "", "$", "$scrypt$ln=4,r=1,p=1$$", "$argon2id$ln=4,r=1,p=1$AAAA$AAAA",
            old.text.replacing("ln=4", with: "ln=40"), old.text.replacing("ln=4", with: "ln=-4"),
            old.text.replacing("r=1,", with: ""), old.text + "$", String(old.text.dropLast(3)),
        ] {
            #expect(PasswordHash(text) == nil, "\(text)")
        }
    }

    @Test("The same letters typed as other scalars are the same password")
    func normalForm() throws {
        let hash = try #require(PasswordHash(of: "їжак і ґава", salt: salt, costs: cheap))
        #expect(hash.matches("\u{0456}\u{0308}жак і ґава"))
    }

    @Test("128 characters are a password, whole: the last one counts; 129 are refused, never cut")
    func lengths() throws {
        let rules = PasswordRules(name: "Олена Гайова", email: "olena@vitryla.example")
        let long = String((0..<128).map { Character(Unicode.Scalar(UInt8(33 + $0 * 7 % 90))) })
        #expect(rules.problem(long) == nil)
        #expect(rules.problem(long + "x")?.en == "must have at most 128 characters")
        #expect(rules.problem(String(repeating: "ї", count: 1000)) != nil)
        #expect(rules.problem("коротке")?.uk == "має містити щонайменше 8 символів")
        #expect(rules.problem("") != nil)
        let hash = try #require(PasswordHash(of: long, salt: salt, costs: cheap))
        #expect(hash.matches(long) && !hash.matches(long.dropLast() + "~"))
    }

    @Test(
        "What everybody guesses first is refused",
        arguments: [
            "password", "Password1", "P@ssw0rd", "p@ssw0rd123!", "12345678", "123456789",
            "qwerty123",
            "qwertyuiop", "1q2w3e4r5t", "zaq12wsx", "asdfghjkl", "йцукенгш", "Йцукен123",
            "пароль123",
            "Пароль2024!", "gfhjkm123", "aaaaaaaa", "abababab", "12121212", "01011990", "admin123",
            "administrator", "letmein1", "iloveyou", "ukraine1", "slavaukraini", "СлаваУкраїні!",
            "kyiv2024", "Phonet2026", "987654321", "qwerty12345", "абвгґдеє", "olena1990",
        ])
    func common(password: String) {
        let rules = PasswordRules(name: "Марко Дубовик", email: "marko@vitryla.example")
        #expect(rules.problem(password) != nil)
    }

    @Test(
        "A person's own name and address are refused, also turned round and with a year behind them",
        arguments: [
            "Олена Гайова", "гайоваолена", "Гайова1987", "olena.haiova@vitryla.example",
            "olena.haiova", "OlenaHaiova7", "vitryla1",
        ])
    func own(password: String) {
        let rules = PasswordRules(name: "Олена Гайова", email: "olena.haiova@vitryla.example")
        #expect(
            rules.problem(password)?.en
                == "names and addresses are guessed first; choose another password")
    }

    @Test(
        "Everything else may be chosen, whatever its characters",
        arguments: [
            "кінь скрепка батарейка", "tqZ8#rLw", "my dog ate the invoice", "вареники з вишнями",
            "48391750261", "        x       ", "пароль до мого сейфа", "olena likes green tea",
            "パスワードはひみつです", "password manager made this", "🦊🐢🦔🐝🦉🐞🦋🐌",
        ])
    func good(password: String) {
        let rules = PasswordRules(name: "Олена Гайова", email: "olena@vitryla.example")
        #expect(rules.problem(password) == nil)
    }
}
