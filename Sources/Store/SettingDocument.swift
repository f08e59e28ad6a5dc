import CallRules
import Foundation

/// The settings as the JSON text of the `setting` table: every key but the secrets. A key that is
/// missing has its default, so that a new setting needs no migration.
enum SettingDocument {
    static func text(of settings: Settings) throws -> String {
        var values: [String: SettingInput] = [:]
        for field in SettingFields.all where !field.isSecret {
            values[field.key] = field.value(in: settings)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(values), as: UTF8.self)
    }

    /// Keys this version does not know are left out: the file may have been used by a newer one.
    static func settings(from text: String, secret: String) throws -> Settings {
        let values = try JSONDecoder().decode([String: SettingInput].self, from: Data(text.utf8))
        var settings = Settings()
        for field in SettingFields.all {
            let value = field.isSecret ? .text(secret) : values[field.key]
            guard let value, value != .null else { continue }
            if let problem = field.put(value, into: &settings) {
                throw StoreError.unavailable(what: "setting \(field.key) \(problem)")
            }
        }
        return settings
    }
}

extension SettingInput: Codable {
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let truth = try? value.decode(Bool.self) {
            self = .truth(truth)
        } else if let number = try? value.decode(Int64.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let numbers = try? value.decode([Int64].self) {
            self = .numbers(numbers)
        } else {
            self = .texts(try value.decode([String].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null: try value.encodeNil()
        case .truth(let truth): try value.encode(truth)
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        case .numbers(let numbers): try value.encode(numbers)
        case .texts(let texts): try value.encode(texts)
        }
    }
}
