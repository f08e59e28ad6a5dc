import CallRules
import Store

/// Recognises the columns of a file by their headings.
package enum ImportHeading {
    /// The field of each column; nil for an unknown heading. Each field occurs once, except phones.
    ///
    /// “Ім'я” is the given name beside a family name, else the whole name.
    package static func columns(_ headings: [String], _ kind: ImportKind) -> [ImportField?] {
        var fields = headings.map { field($0, kind) }
        let hasFamily = fields.contains { $0 == .familyName || $0 == .middleName }
        if hasFamily, !fields.contains(.givenName),
            let given = headings.firstIndex(where: ImportSpellings.isGivenNameBesideFamilyName)
        {
            fields[given] = .givenName
        }
        var seen: Set<ImportField> = []
        return fields.map { field in
            guard let field, field == .phones || seen.insert(field).inserted else { return nil }
            return field
        }
    }

    /// The number of columns that a file of either kind is known by.
    static func recognised(_ headings: [String]) -> Int {
        ImportKind.allCases.map { columns(headings, $0).count { $0 != nil } }.max() ?? 0
    }

    /// The heading of a field in exports. `columns` recognises it.
    package static func name(_ field: ImportField) -> LocalizedText {
        switch field {
        case .id: LocalizedText(uk: "Номер картки", en: "Card number")
        case .externalID: LocalizedText(uk: "Зовнішній id", en: "External id")
        case .name: CommonStrings.name
        case .givenName: LocalizedText(uk: "Власне ім'я", en: "Given name")
        case .middleName: LocalizedText(uk: "По батькові", en: "Middle name")
        case .familyName: LocalizedText(uk: "Прізвище", en: "Family name")
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
        let words = ImportSpellings.folded(heading)
        let known = kind.columnFields.first { field in
            let name = name(field)
            return words == ImportSpellings.folded(name.uk)
                || words == ImportSpellings.folded(name.en)
                || ImportSpellings.of(field).contains(words)
        }
        return known ?? (ImportSpellings.isPhone(words) ? .phones : nil)
    }
}
