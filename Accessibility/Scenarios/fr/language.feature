# language: fr
@EN-5.1.3.14
Fonctionnalité: La langue
  La voix parle la langue de l'écran.

  Contexte:
    Étant donné un agent aveugle

  @EN-5.1.3.14 @EN-11.3.1.1 @fast
  Scénario: La langue du programme
    Quand je demande où je suis
    Alors j'entends une phrase qui contient « Accueil, Composer, c » en français
    Et la ligne 1 montre « Accueil »

  @EN-5.1.3.14 @EN-11.3.1.1
  Scénario: L'autre langue
    Étant donné que le programme est en anglais
    Quand je demande où je suis
    Alors j'entends une phrase qui contient « Home, Dial, d » en anglais

  @EN-5.1.3.14
  Scénario: Changer de langue
    Quand je demande la commande « Langue »
    Alors j'entends « English » en anglais
    Et la ligne 1 montre « Home »
