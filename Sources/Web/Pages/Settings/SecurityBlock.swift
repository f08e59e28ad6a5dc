import CallRules
import Store

/// The block with the main switch and the trusted networks.
struct SecurityBlock {
    let page: SettingsPage

    var html: HTML {
        """
        \(page.controls(.security))
        <p><a href="\(PageRoute.apiTokens.path)">\(page.visitor.localizer(APITokensStrings.title))</a></p>
        \(page.latest.flatMap { $0.isFirst ? nil : change($0) })
        """
    }

    private func change(_ version: SettingVersion) -> HTML {
        let localize = page.visitor.localizer
        let who = version.actor.isEmpty ? localize(SettingHistoryStrings.nobody) : version.actor
        return """
            <p class="help">\(localize(SettingHistoryStrings.lastSaved)) \(localize.time(version.at)), \(who). \
            <a href="\(PageRoute.settingVersions.path)">\(localize(CommonStrings.changeHistory))</a></p>
            """
    }
}
