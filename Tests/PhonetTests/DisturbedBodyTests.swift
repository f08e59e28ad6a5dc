import CallRules
import Foundation
import JSONText
import Phonet
import TestSupport
import Testing

/// A valid body whose encoding is disturbed on the way: the number, the uuid and the times arrive.
@Suite("Disturbed encodings")
struct DisturbedBodyTests {
    private static let seed: UInt64 = 20_260_115
    private static let sequences = 10_000

    private static let names = [
        "call_dial_incoming", "call_bridge_incoming", "call_hangup_incoming",
        "call_dial_outgoing", "call_hangup_outgoing", "after_call_end_answered_incoming",
        "after_call_end_missed_incoming", "after_call_end_answered_outgoing",
        "after_call_end_transferred",
    ]

    @Test("The number, the uuid and the times of ten thousand disturbed bodies survive")
    func survive() throws {
        var chance = SeededRandom(seed: DisturbedBodyTests.seed)
        let fixtures = try DisturbedBodyTests.names.map { name in
            try JSON.read(fixture(name), .strict)
        }
        let plain = fixtures.map(\.bytes)
        let wanted = try plain.map { try #require(legs(decode($0)).first) }
        var disturbed = 0
        for round in 0..<DisturbedBodyTests.sequences {
            let original = fixtures[round % fixtures.count]
            let expected = wanted[round % fixtures.count]
            let body = chance.disturbed(original)
            if body != plain[round % fixtures.count] { disturbed += 1 }
            let told = legs(decode(body))
            let leg = try #require(
                told.first, "seed \(DisturbedBodyTests.seed), round \(round): \(text(body))")
            let isSame =
                told.count == 1 && leg.uuid == expected.uuid && leg.number == expected.number
                && leg.parent == expected.parent && leg.dialAt == expected.dialAt
                && leg.bridgeAt == expected.bridgeAt && leg.hangupAt == expected.hangupAt
                && leg.record?.endAt == expected.record?.endAt
                && leg.record?.disposition == expected.record?.disposition
                && leg.record?.billSeconds == expected.record?.billSeconds
                && leg.party?.extension == expected.party?.extension
                && leg.line == expected.line && leg.direction == expected.direction
            #expect(isSame, "seed \(DisturbedBodyTests.seed), round \(round): \(text(body))")
        }
        #expect(disturbed > DisturbedBodyTests.sequences * 9 / 10)
    }

    private func legs(_ decoded: Decoded) -> [Leg] {
        decoded.messages.compactMap { message in
            switch message {
            case .event(_, let leg), .record(let leg): leg
            case .pause, .lookup, .unknown: nil
            }
        }
    }

    private func text(_ body: [UInt8]) -> String { String(decoding: body, as: UTF8.self) }
}

extension SeededRandom {
    /// The body with its names damaged, in a random encoding, with marks around it.
    fileprivate mutating func disturbed(_ body: JSON) -> [UInt8] {
        // A private-use character stands for the bytes until the text is encoded.
        let name = damagedName()
        let marked = DisturbedBody.renamed(body, to: DisturbedBody.mark)
        var bytes: [UInt8]
        switch roll(6) {
        case 0, 1: bytes = marked.bytes.replacing(DisturbedBody.mark, with: name)
        case 2:
            let inner = marked.bytes.replacing(DisturbedBody.mark, with: name)
            bytes = DisturbedBody.quoted(inner)
            if roll(2) == 0 { bytes = DisturbedBody.quoted(bytes) }
        case 3:
            let inner = marked.bytes.replacing(DisturbedBody.mark, with: name)
            bytes = Array(pick(["data=", "call=", "x="]).utf8) + DisturbedBody.percent(inner)
        case 4:
            let wrapper = pick(["{\"call\":%}", "[%]", "{\"data\":[%]}", "{\"items\":[%]}"])
            let inner = marked.bytes.replacing(DisturbedBody.mark, with: name)
            let ends = wrapper.split(separator: "%").map { Array($0.utf8) }
            bytes = ends[0] + (roll(2) == 0 ? inner : DisturbedBody.quoted(inner)) + ends[1]
        default:
            bytes = DisturbedBody.form(marked, isDotted: roll(2) == 0, raw: roll(2) == 0, name)
        }
        for _ in 0..<roll(3) { bytes = pick([[0xEF, 0xBB, 0xBF], [0x20], [0x0D, 0x0A]]) + bytes }
        if roll(3) == 0 { bytes += pick([[0], [0x0A], [0x20, 0], [0, 0x0A]]) }
        return bytes
    }

    /// The bytes of a name: cut within a letter, in windows-1251, or nonsense beyond ASCII.
    private mutating func damagedName() -> [UInt8] {
        let name = pick(["Ірина Соколова", "Олена Гайова", "Рівне", "Їжак", "Мар’яна Ґудзь", "Ян"])
        switch roll(4) {
        case 0:
            let bytes = Array(name.utf8)
            return Array(bytes.prefix(1 + roll(bytes.count)))
        case 1: return DisturbedBody.windows1251(name)
        case 2: return (0..<(1 + roll(12))).map { _ in UInt8(0x80 + roll(128)) }
        default: return Array(name.utf8)
        }
    }
}

private enum DisturbedBody {
    static let mark = Array("\u{E000}".utf8)

    /// The body with every name replaced.
    static func renamed(_ value: JSON, to mark: [UInt8]) -> JSON {
        switch value {
        case .list(let items): return .list(items.map { renamed($0, to: mark) })
        case .object(let members):
            return .object(
                members.pairs.map { pair in
                    let isName = ["name", "displayName", "otherLegName", "companyName"]
                        .contains(pair.name)
                    let text = String(decoding: mark, as: UTF8.self)
                    return (pair.name, isName ? .string(text) : renamed(pair.value, to: mark))
                })
        default: return value
        }
    }

    static func windows1251(_ name: String) -> [UInt8] {
        let others: [Unicode.Scalar: UInt8] = [
            "І": 0xB2, "і": 0xB3, "Ї": 0xAF, "ї": 0xBF, "Є": 0xAA, "є": 0xBA, "Ґ": 0xA5,
            "ґ": 0xB4, "’": 0x92,
        ]
        return name.unicodeScalars.map { scalar in
            if scalar.isASCII { return UInt8(scalar.value) }
            return others[scalar] ?? UInt8(scalar.value - 0x410 + 0xC0)
        }
    }

    static func quoted(_ bytes: [UInt8]) -> [UInt8] {
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in bytes {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                quoted.append(UInt8(ascii: "\\"))
            }
            quoted.append(byte)
        }
        return quoted + [UInt8(ascii: "\"")]
    }

    static func percent(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { Array(("%" + ($0 < 16 ? "0" : "") + String($0, radix: 16)).utf8) }
    }

    /// A form with bracket or dotted keys.
    static func form(_ body: JSON, isDotted: Bool, raw: Bool, _ name: [UInt8]) -> [UInt8] {
        var pairs: [[UInt8]] = []
        func add(_ value: JSON, _ key: String) {
            switch value {
            case .object(let members):
                for pair in members.pairs { add(pair.value, join(key, pair.name)) }
            case .list(let items):
                for (index, item) in items.enumerated() { add(item, join(key, "\(index)")) }
            case .null: pairs.append(Array("\(key)=".utf8))
            case .string(let text):
                let bytes = Array(text.utf8).replacing(mark, with: name)
                pairs.append(Array("\(key)=".utf8) + (raw && bytes == name ? name : percent(bytes)))
            default: pairs.append(Array("\(key)=".utf8) + value.bytes)
            }
        }
        func join(_ key: String, _ step: String) -> String {
            key.isEmpty ? step : isDotted ? "\(key).\(step)" : "\(key)[\(step)]"
        }
        add(body, "")
        return Array(pairs.joined(separator: [UInt8(ascii: "&")]))
    }
}

extension [UInt8] {
    /// Every occurrence of a mark replaced.
    fileprivate func replacing(_ mark: [UInt8], with bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = self[...]
        while let range = rest.firstRange(of: mark) {
            result += rest[..<range.lowerBound] + bytes
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
