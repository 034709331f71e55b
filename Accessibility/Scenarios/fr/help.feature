# language: fr
@A25
Fonctionnalité: L'aide
  Chaque page dit ses touches, et chaque touche dit ce qu'elle fait.

  Contexte:
    Étant donné un agent aveugle

  @A25 @EN-12.1.1 @EN-11.5.2.11 @fast
  Scénario: Les touches de cette page
    Quand j'appuie sur F1
    Alors je suis sur la page « Touches »
    Et j'entends « Touches, F1 ou h »
    Quand j'appuie sur Flèche bas
    Alors j'entends « Où, F3 ou o »
    Et le curseur est sur « Où, F3 ou o »
    Quand j'appuie sur Fin
    Alors le curseur est sur « Lettres seules, F11 6 »
    Et j'entends « Lettres seules, F11 6 »

  @A25 @A22
  Scénario: Décrire une touche sans la faire agir
    Étant donné un appel en cours avec Dupont
    Quand j'appuie deux fois sur F1 à 600 ms d'intervalle
    Alors j'entends « Touches décrites. Retour arrière pour finir »
    Quand j'appuie sur F12
    Alors j'entends « Raccrocher : finit l'appel ; ne refuse jamais un appel qui sonne »
    Et l'appel avec Dupont est pris
    Quand j'appuie sur Retour arrière
    Alors j'entends « Fin de la description »

  @A25 @EN-12.1.1 @EN-12.1.2
  Scénario: Où lire la suite
    Quand j'ouvre la page « À propos »
    Alors l'écran montre « man clairvoix »

  @A6 @EN-11.5.2.13
  Scénario: Où je suis
    Quand j'appuie sur Flèche bas
    Et je demande où je suis
    Alors j'entends une phrase qui contient « Accueil, Aller à l'appel, v, 2 sur »
