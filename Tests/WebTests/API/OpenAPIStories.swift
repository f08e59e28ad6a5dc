import JSONText
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct OpenAPIStories {
    let office: Office
    let document: JSON

    init() throws {
        office = try Office()
        document = office.ask(.get, "/api/v1/openapi.json", token: nil).json
    }

    @Test("What the document refers to is defined, and what it defines is referred to")
    func references() {
        var defined: Set<String> = []
        for part in ["parameters", "responses", "schemas"] {
            for pair in members(document["components"]?[part]) {
                defined.insert("#/components/\(part)/\(pair.name)")
            }
        }
        #expect(Set(texts(of: "$ref", in: document)) == defined)
    }

    @Test("No two operations have one name, and a link leads to one of them")
    func names() {
        let operations = members(document["paths"]).flatMap { path in
            members(path.value).compactMap { method in
                if case .string(let id)? = method.value["operationId"] { id } else { nil }
            }
        }
        #expect(operations.contains("showCall"))
        #expect(Set(operations).count == operations.count)
        #expect(Set(texts(of: "operationId", in: document)) == Set(operations))
    }

    @Test("Every setting can be changed, says what it is for, and starts as the document says")
    func settings() {
        let fresh = office.api(.get, "/settings").json
        let properties = document["components"]?["schemas"]?["SettingsChange"]?["properties"]
        #expect(members(properties).map(\.name) == SettingFields.all.map(\.key))
        for property in members(properties) {
            #expect(property.value["description"] != nil, "\(property.name)")
            if let standard = property.value["default"],
                !["phonet_api_key", "telegram_bot_token"].contains(property.name)
            {
                #expect(fresh[property.name] == standard, "\(property.name)")
            }
        }
    }

    @Test("Every member of every schema is explained in words, and no paper is cited")
    func descriptions() throws {
        let descriptions = texts(of: "description", in: document)
        #expect(descriptions.count > 200)
        let paper = try Regex(#"\bitem \d|\.md|product|The same for"#).ignoresCase()
        for description in descriptions {
            #expect(!description.contains(paper), "\(description)")
        }
        let silent = members(document["components"]?["schemas"]).flatMap { schema in
            unexplained(schema.value, schema.name)
        }
        #expect(silent.isEmpty, "\(silent.count): \(silent.joined(separator: ", "))")
        let settings = document["components"]?["schemas"]?["SettingsChange"]?["properties"]
        for field in SettingFields.all {
            let words = SettingStrings.of(field.key)
            #expect(
                settings?[field.key]?["description"]
                    == .string("\(words.label.en). \(words.help.en)"))
        }
    }

    /// The members of a schema, at any depth, whose description has fewer than three words.
    private func unexplained(_ schema: JSON, _ path: String) -> [String] {
        let own = members(schema["properties"]).flatMap { property in
            var words = 0
            if case .string(let text)? = property.value["description"] {
                words = text.split(separator: " ").count
            }
            return (words < 3 ? ["\(path).\(property.name)"] : [])
                + unexplained(property.value, "\(path).\(property.name)")
        }
        return own + (schema["items"].map { unexplained($0, path) } ?? [])
    }

    private func members(_ value: JSON?) -> [JSON.Members.Pair] {
        if case .object(let members)? = value { members.pairs } else { [] }
    }

    /// The text values of members with this name, at any depth.
    private func texts(of name: String, in value: JSON) -> [String] {
        switch value {
        case .object(let members):
            members.pairs.flatMap { pair in
                if pair.name == name, case .string(let text) = pair.value { return [text] }
                return texts(of: name, in: pair.value)
            }
        case .list(let items): items.flatMap { texts(of: name, in: $0) }
        default: []
        }
    }
}
