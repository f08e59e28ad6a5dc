import CallRules
import Store

/// Whether the module works, and whom it believes.
struct SecurityBlock {
    let page: SettingsPage

    var html: HTML {
        """
        \(page.controls(.security))
        <p><a href="\(PageRoute.apiTokens.path)">\(page.visitor.voice(APITokensWords.title))</a></p>
        \(page.latest.flatMap { $0.isFirst ? nil : change($0) })
        """
    }

    private func change(_ version: SettingVersion) -> HTML {
        let say = page.visitor.voice
        let who = version.actor.isEmpty ? say(SettingHistoryWords.nobody) : version.actor
        return """
            <p class="help">\(say(SettingHistoryWords.lastSaved)) \(say.time(version.at)), \(who). \
            <a href="\(PageRoute.settingVersions.path)">\(say(SettingsPageWords.history))</a></p>
            """
    }
}
