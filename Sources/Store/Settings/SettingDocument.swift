import CallRules
import JSONText

/// The settings as the JSON text of the `setting` table: every key except secrets. A missing key has its
/// default, so that a new setting needs no migration.
enum SettingDocument {
    static func text(of settings: Settings) -> String {
        let members = SettingFields.all.filter { !$0.isSecret }
            .map { ($0.key, JSON($0.value(in: settings))) }
        return String(decoding: JSON.object(members).bytes, as: UTF8.self)
    }

    /// Ignores keys this version does not know, because a newer version may have written the file.
    ///
    /// - Parameter secrets: the secrets, which the document does not contain.
    static func settings(
        from text: String, secrets: [SettingKey: String] = [:]
    ) throws -> Settings {
        let document = try JSON.read(Array(text.utf8), .strict)
        var settings = Settings()
        for field in SettingFields.all {
            let value: JSON? =
                field.isSecret ? secrets[field.id].map { .string($0) } : document[field.key]
            guard let value, value != .null else { continue }
            guard let input = SettingInput(value) else {
                throw StoreError.unavailable(what: "setting \(field.key) has a strange value")
            }
            if let problem = field.put(input, into: &settings) {
                throw StoreError.unavailable(what: "setting \(field.key) \(problem.en)")
            }
        }
        return settings
    }
}
