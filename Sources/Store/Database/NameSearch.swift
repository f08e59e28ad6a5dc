import Foundation
import GRDB

/// A search for part of a name or company.
///
/// SQLite's LIKE ignores the case of Latin letters only, so the text is searched as typed, in small
/// letters, in capitals, and with capital initials.
struct NameSearch {
    let spellings: [String]

    init(_ text: String) {
        let text = text.trimmingCharacters(in: .whitespaces)
        var seen: Set<String> = []
        spellings = [text, text.lowercased(), text.uppercased(), text.capitalized]
            .filter { seen.insert($0).inserted }
    }

    var condition: SQL {
        spellings
            .map { "instr(name, \($0)) > 0 OR instr(company, \($0)) > 0" as SQL }
            .joined(separator: " OR ")
    }
}
