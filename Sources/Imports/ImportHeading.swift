import CallRules
import Store

/// Recognises the columns of a file by their headings.
package enum ImportHeading {
    /// The field of each column; nil for an unknown heading. Each field occurs once, except phones.
    package static func columns(_ headings: [String], _ kind: ImportKind) -> [ImportField?] {
        var seen: Set<ImportField> = []
        return headings.map { heading in
            guard let field = field(heading, kind), field == .phones || seen.insert(field).inserted
            else { return nil }
            return field
        }
    }

    /// The heading of a field in exports. `columns` recognises it.
    package static func name(_ field: ImportField) -> LocalizedText {
        switch field {
        case .id: LocalizedText(uk: "Номер картки", en: "Card number")
        case .externalID: LocalizedText(uk: "Зовнішній id", en: "External id")
        case .name: CommonStrings.name
        case .company: CommonStrings.company
        case .phones: LocalizedText(uk: "Телефони", en: "Phones")
        case .admins: LocalizedText(uk: "Адміністратори", en: "Admins")
        case .status: CommonStrings.status
        case .source: CommonStrings.source
        case .responsible: CommonStrings.responsible
        case .createdAt: CommonStrings.created
        }
    }

    /// The field of a heading. Case, digits and punctuation do not matter: `Телефон 2` is a phone.
    private static func field(_ heading: String, _ kind: ImportKind) -> ImportField? {
        let words = folded(heading)
        return kind.fields.first { field in
            let name = name(field)
            return words == folded(name.uk) || words == folded(name.en)
                || spellings(field).contains(words)
        }
    }

    private static func folded(_ heading: String) -> String {
        heading.lowercased().replacing("’", with: "'").replacing("ʼ", with: "'")
            .split { !($0.isLetter || $0 == "'") }.joined(separator: " ")
    }

    private static func spellings(_ field: ImportField) -> Set<String> {
        switch field {
        case .id: []
        case .externalID:
            ["id", "ід", "код", "crm id", "id crm", "ідентифікатор", "зовнішній ід"]
        case .name:
            [
                "full name", "піб", "імя", "ім'я та прізвище", "ім'я клієнта", "назва",
                "клієнт", "лід", "контакт", "contact", "client", "lead", "прізвище та ім'я",
                "назва клієнта", "назва ліда", "client name", "lead name", "contact name",
            ]
        case .company: ["фірма", "організація", "organization", "назва компанії"]
        case .phones:
            [
                "phone", "телефон", "номер", "номери", "номер телефону",
                "номери телефонів",
                "тел", "мобільний", "мобільний телефон", "моб", "phone number", "telephone",
                "mobile",
                "mobile phone", "додатковий телефон", "робочий телефон", "work phone",
            ]
        case .admins:
            [
                "адміністратор", "відповідальні", "відповідальний", "менеджер",
                "адміністратори клієнта", "responsible", "manager", "owner", "client admins",
            ]
        case .status: ["статус ліда", "етап", "stage", "lead status"]
        case .source: ["джерело ліда", "lead source"]
        case .responsible:
            ["менеджер", "відповідальний за ліда", "manager", "owner"]
        case .createdAt: ["created at", "дата створення", "дата", "date", "created on"]
        }
    }
}
