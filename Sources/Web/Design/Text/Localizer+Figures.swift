import CallRules

extension Localizer {
    /// A number with grouped digits: `12 345`, `12,345`.
    func figure(_ number: Int) -> String {
        let digits = String(number.magnitude)
        let groups = stride(from: digits.count, to: 0, by: -3).map { end in
            digits.prefix(end).suffix(3)
        }
        let text = groups.reversed().joined(separator: language == .uk ? "\u{A0}" : ",")
        return number < 0 ? "\u{2212}\(text)" : text
    }

    /// A share in percent: `87,5 %`, `87.5%`; nil when the whole is 0.
    func share(_ part: Int, of whole: Int) -> String? {
        Localizer.tenths(of: part, in: whole).map(percent)
    }

    /// A share in tenths of a percent, rounded; nil when the whole is 0.
    static func tenths(of part: Int, in whole: Int) -> Int? {
        whole > 0 ? Int((Double(part) * 1000 / Double(whole)).rounded()) : nil
    }

    /// Tenths of a percent as text: `87,5 %`, `87.5%`.
    func percent(tenths: Int) -> String {
        decimal(tenths: tenths) + (language == .uk ? "\u{A0}%" : "%")
    }

    /// A number of tenths as a decimal: `87,5`, `87.5`, `88`.
    func decimal(tenths: Int) -> String {
        let point = language == .uk ? "," : "."
        let rest = tenths % 10 == 0 ? "" : "\(point)\((tenths % 10).magnitude)"
        return figure(tenths / 10) + rest
    }
}
