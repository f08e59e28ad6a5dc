import CallRules
import Store

extension Localizer {
    /// The total of a list: `175 клієнтів`, `понад 10 000 клієнтів`.
    func total(_ total: ListTotal, _ noun: Counted) -> String {
        let words = self(total.count, noun)
        return total.isWhole ? words : self(Localizer.over(words))
    }

    /// More than were counted.
    static func over(_ words: String) -> LocalizedText {
        LocalizedText(uk: "понад \(words)", en: "over \(words)")
    }
}
