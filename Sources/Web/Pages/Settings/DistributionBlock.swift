import CallRules
import Store

/// The block of the distribution of leads, with the next assignments.
struct DistributionBlock {
    let page: SettingsPage

    var html: HTML {
        """
        <p class="help">\(page.visitor.localizer(SettingStrings.of("distribution_mode").help))</p>
        \(page.controls(.distribution))
        """
    }
}

extension SettingsPage {
    /// The explanation of a mode, and who would get the next leads.
    func meaning(of mode: DistributionMode) -> String {
        let localize = visitor.localizer
        let names = (turns[mode] ?? []).compactMap { $0.employee?.name }
        let meaning: LocalizedText
        switch mode {
        case .off:
            return localize(
                LocalizedText(
                    uk: "Лід дістанеться тому, чий телефон дзвонив, якщо це одна людина.",
                    en: "The lead goes to the one whose phone rang, if that was one person."))
        case .even:
            meaning = LocalizedText(
                uk: "Розподіл іде по кожному співробітнику рівномірно.",
                en: "Everybody gets the same number of leads.")
        case .active:
            meaning = LocalizedText(
                uk: """
                    Розподіл іде по співробітникам, що знаходяться в даний момент часу онлайн в \
                    системі; якщо таких немає, режим рівномірний.
                    """,
                en: "Among those who are online now; evenly when nobody is.")
        }
        let next =
            names.isEmpty
            ? LocalizedText(uk: "Ділити немає між ким.", en: "There is nobody to get them.")
            : LocalizedText(
                uk: "Наступні три: \(names.joined(separator: ", ")).",
                en: "The next three: \(names.joined(separator: ", ")).")
        return "\(localize(meaning)) \(localize(next))"
    }
}
