import Text

/// Identifiers that one country's authorities give.
extension IdentifierKind {
  /// A US bank's routing number.
  public static let usRouting = IdentifierKind(known: "US_ROUTING")
  /// A US social security or taxpayer number.
  public static let usSSN = IdentifierKind(known: "US_SSN")
  /// A US health provider's number.
  public static let usNPI = IdentifierKind(known: "US_NPI")
  /// A US Medicare beneficiary's number.
  public static let usMBI = IdentifierKind(known: "US_MBI")
  /// A US prescriber's number.
  public static let usDEA = IdentifierKind(known: "US_DEA")
  /// A UK national insurance number.
  public static let ukNINO = IdentifierKind(known: "UK_NINO")
  /// A UK health service number.
  public static let ukNHS = IdentifierKind(known: "UK_NHS")
  /// A UK taxpayer reference.
  public static let ukUTR = IdentifierKind(known: "UK_UTR")
  /// A Canadian social insurance number.
  public static let caSIN = IdentifierKind(known: "CA_SIN")
  /// An Australian tax file number.
  public static let auTFN = IdentifierKind(known: "AU_TFN")
  /// An Australian Medicare number.
  public static let auMedicare = IdentifierKind(known: "AU_MEDICARE")
  /// An Australian business number.
  public static let auABN = IdentifierKind(known: "AU_ABN")
  /// An Australian company number.
  public static let auACN = IdentifierKind(known: "AU_ACN")
  /// An Indian identity number.
  public static let inAadhaar = IdentifierKind(known: "IN_AADHAAR")
  /// An Indian permanent account number of the tax office.
  public static let inPAN = IdentifierKind(known: "IN_PAN")
  /// An Indian sales tax number.
  public static let inGSTIN = IdentifierKind(known: "IN_GSTIN")
  /// An Indian voter's number.
  public static let inVoterID = IdentifierKind(known: "IN_VOTER_ID")
  /// A German tax number.
  public static let deTaxID = IdentifierKind(known: "DE_TAX_ID")
  /// A German identity card's number.
  public static let deIDCard = IdentifierKind(known: "DE_ID_CARD")
  /// A German pension insurance number.
  public static let deSocialSecurity = IdentifierKind(known: "DE_SOCIAL_SECURITY")
  /// A German health insurance number.
  public static let deHealthInsurance = IdentifierKind(known: "DE_KVNR")
  /// A French social security number.
  public static let frNIR = IdentifierKind(known: "FR_NIR")
  /// A French company's number.
  public static let frSIREN = IdentifierKind(known: "FR_SIREN")
  /// A French establishment's number.
  public static let frSIRET = IdentifierKind(known: "FR_SIRET")
  /// A French identity card's number.
  public static let frIDCard = IdentifierKind(known: "FR_ID_CARD")
  /// A Spanish identity number.
  public static let esNIF = IdentifierKind(known: "ES_NIF")
  /// A foreigner's number in Spain.
  public static let esNIE = IdentifierKind(known: "ES_NIE")
  /// A Spanish company's tax number.
  public static let esCIF = IdentifierKind(known: "ES_CIF")
  /// An Italian fiscal code.
  public static let itFiscalCode = IdentifierKind(known: "IT_FISCAL_CODE")
  /// An Italian VAT number.
  public static let itVAT = IdentifierKind(known: "IT_VAT")
  /// An Italian identity card's number.
  public static let itIDCard = IdentifierKind(known: "IT_ID_CARD")
  /// A Polish identity number.
  public static let plPESEL = IdentifierKind(known: "PL_PESEL")
  /// A Polish tax number.
  public static let plNIP = IdentifierKind(known: "PL_NIP")
  /// A Polish company's number.
  public static let plREGON = IdentifierKind(known: "PL_REGON")
  /// A Polish identity card's number.
  public static let plIDCard = IdentifierKind(known: "PL_ID_CARD")
  /// A Dutch citizen's number.
  public static let nlBSN = IdentifierKind(known: "NL_BSN")
  /// A Dutch identity card's number.
  public static let nlIDCard = IdentifierKind(known: "NL_ID_CARD")
  /// A Belgian national number.
  public static let beNationalNumber = IdentifierKind(known: "BE_NATIONAL_NUMBER")
  /// A Brazilian taxpayer's number.
  public static let brCPF = IdentifierKind(known: "BR_CPF")
  /// A Brazilian company's number.
  public static let brCNPJ = IdentifierKind(known: "BR_CNPJ")
  /// A Brazilian identity card's number.
  public static let brRG = IdentifierKind(known: "BR_RG")
  /// A Portuguese taxpayer's number.
  public static let ptNIF = IdentifierKind(known: "PT_NIF")
  /// A Portuguese citizen card's number.
  public static let ptIDCard = IdentifierKind(known: "PT_ID_CARD")
  /// An Irish public service number.
  public static let iePPS = IdentifierKind(known: "IE_PPS")
  /// A Finnish identity code.
  public static let fiIdentity = IdentifierKind(known: "FI_HETU")
  /// A Swedish identity number.
  public static let seIdentity = IdentifierKind(known: "SE_PERSONNUMMER")
  /// A Danish identity number.
  public static let dkIdentity = IdentifierKind(known: "DK_CPR")
  /// A Norwegian identity number.
  public static let noIdentity = IdentifierKind(known: "NO_FODSELSNUMMER")
  /// A Swiss insurance number.
  public static let chIdentity = IdentifierKind(known: "CH_AHV")
  /// New Zealand's tax number.
  public static let nzIRD = IdentifierKind(known: "NZ_IRD")
  /// An Austrian social insurance number.
  public static let atSocialSecurity = IdentifierKind(known: "AT_SVNR")
  /// A Turkish identity number.
  public static let trIdentity = IdentifierKind(known: "TR_TCKN")
  /// A Thai identity number.
  public static let thIdentity = IdentifierKind(known: "TH_ID")
  /// A Korean resident number.
  public static let krResident = IdentifierKind(known: "KR_RRN")
  /// A South African identity number.
  public static let zaIdentity = IdentifierKind(known: "ZA_ID")
  /// A Chinese identity number.
  public static let cnIdentity = IdentifierKind(known: "CN_ID")
  /// A mobile device's number.
  public static let imei = IdentifierKind(known: "IMEI")
  /// A value added tax number.
  public static let vatID = IdentifierKind(known: "VAT_ID")

  /// The short words of these kinds.
  static let nationalWords: [IdentifierKind: SanitizedText] = [
    .usRouting: "routing",
    .usSSN: "ssn",
    .usNPI: "npi",
    .usMBI: "mbi",
    .usDEA: "dea",
    .ukNINO: "nino",
    .ukNHS: "nhs",
    .ukUTR: "utr",
    .caSIN: "sin",
    .auTFN: "tfn",
    .auMedicare: "medicare",
    .auABN: "abn",
    .auACN: "acn",
    .inAadhaar: "aadhaar",
    .inPAN: "pan",
    .inGSTIN: "gstin",
    .inVoterID: "voter id",
    .deTaxID: "tax id",
    .deIDCard: "id card",
    .deSocialSecurity: "insurance",
    .deHealthInsurance: "insurance",
    .frNIR: "nir",
    .frSIREN: "siren",
    .frSIRET: "siret",
    .frIDCard: "id card",
    .esNIF: "nif",
    .esNIE: "nie",
    .esCIF: "cif",
    .itFiscalCode: "fiscal code",
    .itVAT: "vat",
    .itIDCard: "id card",
    .plPESEL: "pesel",
    .plNIP: "nip",
    .plREGON: "regon",
    .plIDCard: "id card",
    .nlBSN: "bsn",
    .nlIDCard: "id card",
    .beNationalNumber: "national id",
    .brCPF: "cpf",
    .brCNPJ: "cnpj",
    .brRG: "rg",
    .ptNIF: "nif",
    .ptIDCard: "id card",
    .iePPS: "pps",
    .fiIdentity: "national id",
    .seIdentity: "national id",
    .dkIdentity: "national id",
    .noIdentity: "national id",
    .chIdentity: "national id",
    .nzIRD: "ird",
    .atSocialSecurity: "insurance",
    .trIdentity: "national id",
    .thIdentity: "national id",
    .krResident: "national id",
    .zaIdentity: "national id",
    .cnIdentity: "national id",
    .imei: "imei",
    .vatID: "vat",
  ]
}
