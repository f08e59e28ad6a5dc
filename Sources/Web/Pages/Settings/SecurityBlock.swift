import CallRules
import Store

/// Whether the module works, and whom it believes.
struct SecurityBlock {
    let page: SettingsPage

    var html: HTML {
        """
        \(page.control("module_enabled"))
        \(page.control("webhook_allowed_networks"))
        \(page.latest.map(change))
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
