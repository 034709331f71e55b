# language: fr
@A28
Fonctionnalité: Un écran tranquille
  Rien ne bouge sans cause, et rien ne tient à la couleur seule.

  Contexte:
    Étant donnée une agente malvoyante
    Et un terminal de 40x12

  @A28
  Scénario: Sans couleur
    Étant donné que je suis en ligne
    Quand Dupont appelle
    Alors l'écran se lit sans couleur
    Et aucun texte n'est tronqué

  @A28 @EN-11.1.4.3
  Plan du scénario: Le thème <thème>
    Étant donné le thème « <thème> »
    Quand Dupont appelle
    Alors le contraste est d'au moins 7

    Exemples:
      | thème           |
      | contrast-dark   |
      | contrast-light  |
      | yellow-on-black |

  @A10
  Scénario: Pendant un appel, rien ne change
    Étant donné un appel en cours avec Dupont
    Quand je n'appuie sur rien pendant 5 s
    Alors rien ne change à l'écran
    Et le terminal ne reçoit aucun octet pendant 5 s

  @A21
  Scénario: Un appel pendant la saisie
    Étant donné que je suis en ligne
    Quand j'appuie sur « 0 »
    Et je tape « 476 » une touche toutes les 150 ms
    Et Dupont appelle
    Alors le curseur ne bouge pas
    Et le champ « Numéro » contient « 0476 »

  @A29
  Scénario: Le lecteur d'écran parle seul
    Étant donné le lecteur d'écran Fenrir
    Et je suis en ligne
    Quand Dupont appelle
    Alors le lecteur d'écran dit « Dupont » une seule fois
