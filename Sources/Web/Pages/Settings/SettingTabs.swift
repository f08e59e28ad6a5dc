import CallRules
import Store

/// The row of pages above the settings.
struct SettingTabs {
    let topic: SettingTopic
    let localize: Localizer

    var html: HTML {
        """
        <nav class="tabs" aria-label="\(localize(Strings.pages))">\
        \(SettingTopic.tabs.map(tab))\(elsewhere)</nav>
        """
    }

    private func tab(_ other: SettingTopic) -> HTML {
        let isHere = other == topic.tab
        return """
            <a href="\(PageRoute.settings(other).path)"\
            \(.current, isHere ? (other == topic ? "page" : "true") : nil)\
            \(.dataPlaces, places(of: other))>\(localize(other.title))</a>
            """
    }

    /// Pages without a tab, for addresses with an anchor of the former single page.
    private var elsewhere: [HTML] {
        guard topic == .connection else { return [] }
        return SettingTopic.allCases.filter { !SettingTopic.tabs.contains($0) }.map {
            "<a hidden href=\"\(PageRoute.settings($0).path)\"\(.dataPlaces, places(of: $0))></a>"
        }
    }

    /// The anchors that have moved to another page. Addresses of the former single page lead to the first
    /// one, where the script goes on to the page that has the anchor.
    private func places(of other: SettingTopic) -> String? {
        guard topic == .connection, other != .connection else { return nil }
        return (other.blocks.map(\.rawValue) + other.keys.map(\.rawValue)).joined(separator: " ")
    }

    private enum Strings {
        static let pages = LocalizedText(uk: "Сторінки налаштувань", en: "Pages of the settings")
    }
}
