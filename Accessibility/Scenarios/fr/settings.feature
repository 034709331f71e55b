# language: fr
@A17
Fonctionnalité: Les réglages
  Chaque état se connaît sans être changé.

  Contexte:
    Étant donné un agent aveugle

  @EN-5.6.1 @EN-5.6.2
  Scénario: Ne pas déranger
    Quand je demande la commande « Ne pas déranger »
    Alors j'entends « Ne pas déranger »
    Et l'écran montre « Ne pas déranger »
    Quand Dupont appelle
    Alors le programme répond 480
    Quand je demande où je suis
    Alors j'entends une phrase qui contient « Ne pas déranger »

  @EN-5.6.1 @EN-5.6.2 @EN-5.1.3.3
  Scénario: La mise en attente s'entend et se lit
    Étant donné un appel en cours avec Dupont
    Quand je mets l'appel en attente
    Alors j'entends « Dupont en attente »
    Et l'écran montre « Dupont en attente »

  @A12 @A17
  Scénario: La longueur des annonces
    Quand je demande la commande « Longueur des annonces »
    Alors j'entends « Annonces de niveau 3 »
    Quand Dupont appelle
    Alors j'entends « Appel de Dupont, ligne Accueil »

  @A29 @EN-5.2
  Scénario: Laisser parler le lecteur d'écran
    Quand je demande la commande « Voix ou lecteur d'écran »
    Et j'attends 1 s
    Et j'appuie sur Flèche bas
    Alors j'entends au plus 0 mots
    Et le curseur est sur « Aller à l'appel, v »

  @A27 @EN-5.1.3.15 @EN-11.3.3.1 @EN-11.3.3.3
  Scénario: Une valeur impossible est refusée avec sa raison
    Quand j'ouvre la page « Voix »
    Et j'appuie 2 fois sur Flèche bas
    Alors le curseur est sur « Longueur des annonces : »
    Quand j'appuie sur Entrée
    Et j'appuie 2 fois sur Flèche bas
    Alors le curseur est sur « Valeur : »
    Quand je tape « 9 »
    Et j'appuie sur Entrée
    Alors j'entends une phrase qui contient « Longueur des annonces attend »
    Et l'écran montre « Longueur des annonces attend »
    Et le champ « Valeur » contient « 9 »
