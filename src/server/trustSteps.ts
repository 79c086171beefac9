/** How each system comes to trust the certificate authority of this computer; printed at the start and shown to phones. */
export const trustSteps: readonly { system: string; steps: readonly string[] }[] = [
  {
    system: "iPhone, iPad",
    steps: [
      "Open that address in Safari, allow the download of the profile.",
      "Settings > General > VPN & Device Management > Kontor: Install.",
      "Settings > General > About > Certificate Trust Settings: switch Kontor on.",
    ],
  },
  {
    system: "Android",
    steps: [
      "Open that address in Chrome, keep the file.",
      "Settings > Security > More security settings > Encryption & credentials > Install a certificate > CA certificate: choose kontor-ca.crt.",
    ],
  },
  {
    system: "Windows",
    steps: [
      "Open the downloaded kontor-ca.crt, Install Certificate, Current User, Place in: Trusted Root Certification Authorities.",
      "Or: certutil -user -addstore Root kontor-ca.crt",
    ],
  },
  {
    system: "macOS",
    steps: [
      "security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db kontor-ca.crt",
      "Or: open it in Keychain Access and set Trust to Always.",
    ],
  },
  {
    system: "Linux",
    steps: [
      "Chrome, Chromium: certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n Kontor -i kontor-ca.crt",
      "Firefox: Settings > Privacy & Security > View Certificates > Authorities > Import.",
    ],
  },
];

/** What a person agrees to, and how to see that nobody in the same Wi-Fi has handed over another one. */
export const trustMeaning: readonly { language: string; sentences: readonly string[] }[] = [
  {
    language: "en",
    sentences: [
      "What trusting means: this device then believes the computer that runs Kontor when it speaks for addresses of a private network, for localhost and for names in .local. For no other site, and for two years. Take it off again when you no longer use Kontor here.",
      "Before you trust it: compare this fingerprint with the one that computer shows where Kontor was started. If they differ, somebody in this network has put another in its place: do not trust it.",
    ],
  },
  {
    language: "de",
    sentences: [
      "Was Vertrauen heißt: Dieses Gerät glaubt danach dem Computer, auf dem Kontor läuft, wenn er für Adressen eines privaten Netzes, für localhost und für Namen in .local spricht. Für keine andere Seite, und zwei Jahre lang. Entfernen Sie es wieder, wenn Sie Kontor hier nicht mehr benutzen.",
      "Bevor Sie vertrauen: Vergleichen Sie diesen Fingerabdruck mit dem, den jener Computer zeigt, wo Kontor gestartet wurde. Sind sie verschieden, hat jemand in diesem Netz ein anderes untergeschoben: dann nicht vertrauen.",
    ],
  },
];
