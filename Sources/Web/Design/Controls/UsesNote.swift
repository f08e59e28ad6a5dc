import CallRules
import Store

/// The note that lists what uses a record, which therefore cannot be deleted. An entry is a link
/// when it has a page.
struct UsesNote {
    let heading: LocalizedText
    let places: [FieldProblem]
    let localize: Localizer

    var html: HTML? {
        guard !places.isEmpty else { return nil }
        return """
            <div class="note bad" role="alert" tabindex="-1" data-focus>
            <p>\(Icon.warning.html) \(localize(heading))</p><ul>\(places.map(item))</ul></div>
            """
    }

    private func item(_ place: FieldProblem) -> HTML {
        let prefix = "settings."
        guard place.field.hasPrefix(prefix) else { return "<li>\(localize(place.message))</li>" }
        let field = String(place.field.dropFirst(prefix.count))
        let path =
            SettingKey(rawValue: field).map(SettingTopic.address)
            ?? PageRoute.settings(.connection).path
        return """
            <li>\(localize(CommonStrings.settings)): <a href="\(path)">\
            \(localize(SettingStrings.of(field).label))</a></li>
            """
    }

    private enum Strings {
    }
}
