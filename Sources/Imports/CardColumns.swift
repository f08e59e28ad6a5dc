import CSVText
import CallRules
import Store

/// The columns that the properties of vCards make.
package struct CardColumns: Hashable, Sendable {
    /// Most properties beside the known ones that become columns.
    private static let maxOthers = 40
    private static let known: [(heading: String, field: ImportField?)] = [
        ("FN", .name), ("N (given)", .givenName), ("N (middle)", .middleName),
        ("N (family)", .familyName), ("ORG", .company), ("TEL", .phones), ("UID", nil),
    ]
    /// What programs write for themselves.
    private static let silent: Set<String> = ["VERSION", "PRODID", "REV", "AGENT", "PROFILE"]

    /// The names of other properties, in the order in which the file has them.
    private var others: [String] = []

    /// The heading of each column.
    var heading: [String] { CardColumns.known.map(\.heading) + others }

    /// The field of each column; nil: unknown.
    var fields: [ImportField?] {
        CardColumns.known.map(\.field) + others.map { _ in nil }
    }

    /// Adds the columns that a card needs.
    mutating func note(_ card: Card) {
        guard case .properties(let properties) = card.content else { return }
        for property in properties
        where !property.text.isBlank && !CardColumns.silent.contains(property.name)
            && !["FN", "N", "ORG", "TEL", "UID"].contains(property.name)
            && !others.contains(property.name) && others.count < CardColumns.maxOthers
        {
            others.append(property.name)
        }
    }

    /// The cells of a card.
    func row(_ card: Card) -> CSVRow {
        guard case .properties(let properties) = card.content else {
            if case .failure(let failure) = card.content {
                return CSVRow(line: card.line, content: .failure(failure))
            }
            return CSVRow(line: card.line, content: .cells([""]))
        }
        func all(_ name: String) -> [CardProperty] { properties.filter { $0.name == name } }
        func part(_ index: Int) -> String {
            all("N").first?.components.dropFirst(index).first ?? ""
        }
        let known = [
            all("FN").first?.text ?? "", part(1), part(2), part(0),
            all("ORG").first?.components.first ?? "",
            all("TEL").map { CardColumns.phone($0.text) }.joined(separator: "\n"),
            all("UID").first?.text ?? "",
        ]
        let rest = others.map { name in
            all(name).map { $0.text.trimmingSeparators }.joined(separator: ", ")
        }
        return CSVRow(line: card.line, content: .cells(known + rest))
    }

    /// The number without what is dialled after the answer, as in `tel:+380501234567;ext=12`.
    private static func phone(_ text: String) -> String {
        let number = text.prefix { $0 != ";" && $0 != "," }
        return PhoneNumber(String(number)).e164 != nil ? String(number) : text
    }
}

extension String {
    /// Without semicolons at its ends, as an address that has only a city.
    fileprivate var trimmingSeparators: String {
        split(separator: ";").filter { !String($0).isBlank }.joined(separator: ", ")
    }
}
