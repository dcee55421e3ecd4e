/// The letterhead that serves where an event has no `layout.html`.
enum BuiltInLayout {
    /// What a list of mail shows behind a short preheader instead of the letter's first lines: nothing.
    ///
    /// It has a line of its own, which all letters share.
    private static let padding = String(repeating: "&#847;&zwnj;&nbsp;", count: 90)

    /// One table of 600 px in one of 100 %.
    ///
    /// It is drawn alike by Outlook's Word engine, Gmail, Mail.ru, Yandex and Apple.
    /// `<style>` adds only what may be lost: dark mode and narrow screens. Nothing is fetched from elsewhere.
    static let source = """
        <!DOCTYPE html>
        <html lang="{{language}}" xmlns="http://www.w3.org/1999/xhtml">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <meta name="format-detection" content="telephone=no,date=no,address=no">
        <title>{{subject}}</title>
        <style>
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        body{margin:0;padding:0;width:100%}
        a{text-underline-offset:2px}
        @media (max-width:620px){.pad{padding-left:20px!important;padding-right:20px!important}}
        @media (prefers-color-scheme:dark){
        .page{background:#15191e!important}
        .sheet{background:#1e242b!important}
        .ink,.ink p,.ink h1,.ink h2,.ink td,.ink li{color:#e6eaee!important}
        .quiet,.quiet p,.quiet td,.quiet li{color:#a7b2bd!important}
        .line{border-color:#3a444f!important}
        .ink a,.quiet a{color:#8fbff0!important}
        .button{background:#2f6ea8!important}
        .button a{background-color:#2f6ea8!important;color:#ffffff!important}
        }
        </style>
        </head>
        <body class="page" style="margin:0;padding:0;background:#eef1f4">
        {{#preheader}}
        <div style="display:none;max-height:0;overflow:hidden;mso-hide:all">\
        {{preheader}}
        \(padding)</div>
        {{/preheader}}
        <table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \
        bgcolor="#eef1f4" style="background:#eef1f4">
        <tr><td align="center" style="padding:24px 8px">
        <!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
        <table class="sheet" role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" \
        bgcolor="#ffffff" style="width:100%;max-width:600px;background:#ffffff">
        <tr><td class="pad quiet line" style="padding:20px 32px 16px;border-bottom:3px solid #1f4e79;\
        font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:20px;font-weight:bold;color:#44505c">{{#sender.name}}{{sender.name}}{{/sender.name}}{{^sender.name}}{{event.name}}\
        {{/sender.name}}</td></tr>
        <tr><td class="pad ink" style="padding:28px 32px 12px;\
        font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:24px;color:#1d2329;\
        word-break:break-word">
        {{{body}}}</td></tr>
        {{#footer}}
        <tr><td class="pad quiet line" style="padding:16px 32px 24px;border-top:1px solid #e3e8ee;\
        font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:20px;color:#5a6673;\
        word-break:break-word">
        {{{footer}}}</td></tr>
        {{/footer}}
        </table>
        <!--[if mso]></td></tr></table><![endif]-->
        </td></tr>
        </table>
        </body>
        </html>

        """
}
