export interface TokenForm {
  readonly label: string;
  /** One of these is in every text with such a token; at least three characters. */
  readonly signs: readonly string[];
  /** A regular expression for all of it, but for what is before. */
  readonly form: string;
}

/** Tokens that are recognised by their own form: prefixes that their issuers chose to make them findable. */
export const TOKEN_FORMS: readonly TokenForm[] = [
  { label: "GitHub token", signs: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"], form: "gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}" },
  { label: "GitLab token", signs: ["glpat-", "glptt-", "gldt-", "glrt-", "glsoat-", "glcbt-"], form: "gl(?:pat|ptt|dt|rt|soat|cbt)-[A-Za-z0-9_.-]{20,200}" },
  { label: "API key", signs: ["sk-"], form: "sk-(?:ant-|proj-|svcacct-|or-)?[A-Za-z0-9_-]{20,250}" },
  { label: "Stripe key", signs: ["sk_", "rk_"], form: "[rs]k_(?:live|test)_[A-Za-z0-9]{10,200}" },
  { label: "Slack token", signs: ["xox", "xapp-"], form: "xox[abeoprs]-[A-Za-z0-9-]{10,250}|xapp-[A-Za-z0-9-]{10,250}" },
  { label: "AWS key", signs: ["AKIA", "ASIA"], form: "(?:AKIA|ASIA)[A-Z0-9]{16}" },
  { label: "Google key", signs: ["AIza", "ya29."], form: "AIza[A-Za-z0-9_-]{35}|ya29\\.[A-Za-z0-9_-]{20,1000}" },
  { label: "npm token", signs: ["npm_"], form: "npm_[A-Za-z0-9]{36}" },
  { label: "PyPI token", signs: ["pypi-"], form: "pypi-[A-Za-z0-9_-]{50,500}" },
  { label: "Hugging Face token", signs: ["hf_"], form: "hf_[A-Za-z0-9]{30,100}" },
  { label: "SendGrid key", signs: ["SG."], form: "SG\\.[A-Za-z0-9_-]{20,30}\\.[A-Za-z0-9_-]{30,60}" },
  { label: "JSON Web Token", signs: ["eyJ"], form: "eyJ[A-Za-z0-9_-]{10,4000}\\.eyJ[A-Za-z0-9_-]{10,8000}\\.[A-Za-z0-9_-]{0,4000}" },
  { label: "bearer token", signs: ["Bearer ", "bearer "], form: "(?<=\\b[Bb]earer )[A-Za-z0-9._~+/-]{8,4000}=*" },
  { label: "private key", signs: ["PRIVATE KEY-----"], form: "(?<=-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----)(?:[A-Za-z0-9+/=\\s\\\\:,]|-(?!-))+(?=-----END)" },
];
